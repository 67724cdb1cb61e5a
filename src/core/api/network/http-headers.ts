import { isOptions, tagOf } from "../parameters.ts";
import { WxError } from "../wx-error.ts";

const CONTENT_TYPE = "content-type";
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
// What HTTP allows in a value: visible characters, spaces and tabs, and bytes above ASCII.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Names that apps read in either case, because the platform's clients differ; each with its other spelling. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map(
  ["Content-Type", "Content-Length", "Date", "ETag", "Location", "Set-Cookie"].flatMap((name) => [
    [name, name.toLowerCase()],
    [name.toLowerCase(), name],
  ]),
);

/**
 * Turns the `header` option into headers: `content-type` in lower case, `Referer` dropped, one spelling of each name (the last).
 *
 * A value that is not a string or number is converted with a warning; what HTTP forbids is a failure.
 */
export function toRequestHeaders(api: string, header: unknown): Record<string, string> {
  if (header === undefined) return {};
  if (!isOptions(header)) {
    console.warn(`${api}: header should be Object instead of ${tagOf(header)}, so it is ignored`);
    return {};
  }
  const headers = new Map<string, [name: string, value: string]>();
  for (const [name, value] of Object.entries(header)) {
    const key = name.toLowerCase();
    if (key === "referer") continue;
    headers.set(key, [key === CONTENT_TYPE ? key : name, toHeaderValue(api, name, value)]);
  }
  return Object.fromEntries(headers.values());
}

/** Copies the headers of a response for the app, which may read the usual ones in lower case and as `Content-Type`. */
export function toAppHeader(header: Readonly<Record<string, string>>): Record<string, string> {
  const copy = { ...header };
  for (const name of Object.keys(header)) {
    const other = OTHER_SPELLINGS.get(name);
    if (other === undefined || Object.hasOwn(copy, other)) continue;
    Object.defineProperty(copy, other, { value: copy[name], configurable: true, writable: true });
  }
  return copy;
}

function toHeaderValue(api: string, name: string, value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") {
    console.warn(`${api}: header "${name}" should be String instead of ${tagOf(value)}, so it is converted`);
  }
  const text = String(value).trim();
  if (!TOKEN.test(name) || !VALUE.test(text)) throw new WxError(`invalid header ${JSON.stringify(name)}`, 600005);
  return text;
}
