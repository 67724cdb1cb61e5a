import { WxError } from "../wx-error.ts";

/** `JSON.stringify`, whose failure (a cycle, a BigInt) is the platform's `fail` without a reason. */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new WxError("", 600010, { cause });
  }
}
