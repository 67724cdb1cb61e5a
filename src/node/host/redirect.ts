import type { IncomingMessage } from "node:http";
import type { HttpBody } from "../../core/ports/index.ts";
import { namedNetworkError } from "./network-error.ts";

/** Where one request of a chain of redirects goes, and with what. */
export interface Target {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: HttpBody;
}

/**
 * Gives what to request next, or `undefined` when the response is the answer.
 *
 * 301, 302 and 303 turn every method but GET and HEAD into GET without a body, 307 and 308 repeat method and body. Secrets
 * of the app do not follow to another origin. Rejects a target that is not HTTP.
 */
export function redirect(from: Target, response: IncomingMessage): Target | undefined {
  const { statusCode, headers } = response;
  const repeats = statusCode === 307 || statusCode === 308;
  const turnsIntoGet = statusCode === 301 || statusCode === 302 || statusCode === 303;
  if (!(repeats || turnsIntoGet) || headers.location === undefined) return undefined;
  if (!URL.canParse(headers.location, from.url.href)) throw namedNetworkError("INVALID_REDIRECT");
  const url = new URL(headers.location, from.url);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw namedNetworkError("UNSAFE_REDIRECT");

  const dropped: string[] = url.origin === from.url.origin ? [] : ["authorization", "cookie"];
  if (repeats || from.method === "GET" || from.method === "HEAD") {
    return { ...from, url, headers: without(from.headers, dropped) };
  }
  return {
    url,
    method: "GET",
    headers: without(from.headers, [...dropped, "content-type", "content-encoding", "content-language"]),
  };
}

function without(headers: Readonly<Record<string, string>>, dropped: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.includes(name.toLowerCase())));
}
