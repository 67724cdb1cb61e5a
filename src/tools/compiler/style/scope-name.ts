import { createHash } from "node:crypto";
import { withoutEnding } from "../app-path.ts";

const HASH_LENGTH = 6;

/** The class prefix of an isolated component: the same in every build, different for every path, and readable in the inspector. */
export function scopeName(path: string): string {
  const name = withoutEnding(path, "/index").split("/").at(-1) ?? "";
  const word = name
    .replace(/[^A-Za-z\d-]/g, "")
    .replace(/^[\d-]+/, "")
    .replace(/-{2,}/g, "-");
  const hash = createHash("sha256").update(path).digest("hex").slice(0, HASH_LENGTH);
  return `${word === "" ? "component" : word.replace(/-$/, "")}-${hash}`;
}
