import type { HttpBody } from "../../core/ports/index.ts";
import { redirectTarget } from "../../core/protocol/index.ts";
import { namedNetworkError } from "./network-error.ts";

/** Where one request of a chain of redirects goes, and with what. */
export interface Target {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: HttpBody;
}

/** What of a response says whether it is a redirect; a response of `node:http` has it. */
export interface RedirectFacts {
  readonly statusCode?: number;
  readonly headers: { readonly location?: string };
}

/** Gives what to request next, or `undefined` when the response is the answer. Rejects a target that is not HTTP. */
export function redirect(from: Target, { statusCode = 0, headers }: RedirectFacts): Target | undefined {
  // Most responses are none, and need no URL as text.
  if (headers.location === undefined) return undefined;
  const next = redirectTarget({ ...from, url: from.url.href }, statusCode, headers.location);
  if (next === undefined) return undefined;
  if (typeof next === "string") throw namedNetworkError(next);
  return {
    url: new URL(next.url),
    method: next.method,
    headers: next.headers,
    body: next.keepsBody ? from.body : undefined,
  };
}
