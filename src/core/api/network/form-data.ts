import type { AppEnvironment } from "../context.ts";
import { isOptions, tagOf } from "../parameters.ts";
import { serialize } from "./serialize.ts";

/**
 * Turns the `formData` option of `wx.uploadFile` into text parts in its order.
 *
 * Nested values travel as JSON text, or as `[object Object]` with the encoding `wechat`; one warning names them.
 */
export function toFormFields(
  formData: unknown,
  encoding: AppEnvironment["formDataEncoding"],
): (readonly [name: string, value: string])[] {
  if (formData === undefined) return [];
  if (!isOptions(formData)) {
    console.warn(`uploadFile: formData should be Object instead of ${tagOf(formData)}, so it is ignored`);
    return [];
  }
  const fields: (readonly [string, string])[] = [];
  const nested: string[] = [];
  serialize(() => {
    for (const [name, value] of Object.entries(formData)) {
      if (typeof value === "object" && value !== null) nested.push(name);
      const text = encoding === "wechat" ? asWechat(value) : asText(value);
      if (text !== undefined) fields.push([name, text]);
    }
  });
  if (nested.length > 0) warnOfNesting(nested, encoding);
  return fields;
}

/** `undefined` for a value that JSON leaves out. */
function asText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  return JSON.stringify(value);
}

function asWechat(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : `[object ${tagOf(value)}]`;
}

function warnOfNesting(names: string[], encoding: AppEnvironment["formDataEncoding"]): void {
  const list = names.map((name) => JSON.stringify(name)).join(", ");
  const sent = encoding === "wechat" ? "only as [object Object]" : "as JSON text";
  console.warn(
    `uploadFile: the nested values of formData ${list} are sent ${sent}; WeChat clients may send [object Object]. Pass JSON.stringify(value) instead.`,
  );
}
