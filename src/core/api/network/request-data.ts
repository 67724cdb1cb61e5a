import type { HttpBody } from "../../ports/index.ts";
import { isOptions } from "../parameters.ts";
import { WxError } from "../wx-error.ts";
import { serialize } from "./serialize.ts";

/** Where the data of a request goes. */
export interface EncodedData {
  url: string;
  body?: HttpBody;
}

/** Puts the data of `wx.request` into the URL (GET, HEAD) or the body (others but TRACE and CONNECT), by the content type. */
export function encodeRequestData(url: string, method: string, contentType: string, data: unknown): EncodedData {
  return serialize(() => encode(url, method, contentType, data));
}

function encode(url: string, method: string, contentType: string, data: unknown): EncodedData {
  if (typeof data === "function") throw new WxError("data should not be Function");
  if (!data || method === "TRACE" || method === "CONNECT") return { url };
  const bytes = toBytes(data);
  if (method === "GET" || method === "HEAD") {
    return { url: bytes === undefined && isOptions(data) ? mergeQuery(url, data) : url };
  }
  if (bytes !== undefined) return { url, body: { kind: "bytes", bytes } };
  const text = typeof data === "string" ? data : encodeText(contentType, data);
  return text === undefined ? { url } : { url, body: { kind: "text", text } };
}

function encodeText(contentType: string, data: unknown): string | undefined {
  if (!contentType.toLowerCase().includes("application/x-www-form-urlencoded")) return JSON.stringify(data);
  return typeof data === "object" && data !== null ? encodePairs(data, String) : String(data);
}

/** Appends fields to the query; one that is already there is replaced, and the fragment stays behind it. */
function mergeQuery(url: string, data: Readonly<Record<string, unknown>>): string {
  const pairs = encodePairs(data, (value) => JSON.stringify(value) ?? "");
  if (pairs === "") return url;
  const [address = "", ...fragment] = url.split("#");
  const [path = "", ...query] = address.split("?");
  const replaced = new Set(pairs.split("&").map(nameOf));
  const kept = query
    .join("?")
    .split("&")
    .filter((pair) => pair !== "" && !replaced.has(nameOf(pair)));
  return [`${path}?${[...kept, pairs].join("&")}`, ...fragment].join("#");
}

function nameOf(pair: string): string {
  return pair.split("=", 1)[0] ?? "";
}

/** `encodeURIComponent(name)=encodeURIComponent(value)`; `undefined` is left out. */
function encodePairs(data: object, encodeNested: (value: object) => string): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) continue;
    const isNested = typeof value === "object" && value !== null;
    if (isNested) console.warn(`request: the nested value of data ${JSON.stringify(name)} is sent as flat text`);
    const text = isNested ? encodeNested(value) : String(value);
    pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  }
  return pairs.join("&");
}

function toBytes(data: unknown): ArrayBuffer | undefined {
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice().buffer;
  }
  return isBuffer(data) ? data : undefined;
}

/** Buffers may come from another realm, where `instanceof` fails. */
function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}
