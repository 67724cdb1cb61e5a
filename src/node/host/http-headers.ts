import type { IncomingMessage } from "node:http";
import type { HttpHead } from "../../core/ports/index.ts";

/** Headers that belong to the connection or to the body, so that an app can't set them. */
const OURS = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
  "expect",
]);

/** What {@link requestHeaders} is made of. */
export interface RequestHeaders {
  /** As the app gave them. */
  headers: Readonly<Record<string, string>>;
  host: string;
  /** Replaces the app's. */
  contentType?: string;
  /** Absent for a method that has no body. */
  contentLength?: number;
}

/** Lists name, value, name, value … as they go onto the wire; names keep the app's case, other spellings of one name are dropped. */
export function requestHeaders({ headers, host, contentType, contentLength }: RequestHeaders): string[] {
  const list = ["Host", host];
  const taken: string[] = [];
  const add = (name: string, value: string): void => {
    const key = name.toLowerCase();
    if (OURS.has(key) || taken.includes(key)) return;
    taken.push(key);
    list.push(name, value);
  };
  if (contentType !== undefined) add("Content-Type", contentType);
  for (const [name, value] of Object.entries(headers)) add(name, value);
  add("Accept-Encoding", "gzip, deflate, br");
  add("User-Agent", "minihost");
  if (contentLength !== undefined) list.push("Content-Length", String(contentLength));
  return list;
}

/** The head of a response. */
export class ReceivedHead {
  /** As apps get it: names keep the server's case. */
  readonly facts: HttpHead;
  readonly #lowerNames: readonly string[];
  readonly #headers: readonly (readonly [name: string, value: string])[];

  /** `lowerNames` are those of `headers`, in lower case. */
  constructor(
    facts: HttpHead,
    lowerNames: readonly string[],
    headers: readonly (readonly [name: string, value: string])[],
  ) {
    this.facts = facts;
    this.#lowerNames = lowerNames;
    this.#headers = headers;
  }

  /** Gives the value of a header by its name in lower case. */
  find(name: string): string | undefined {
    return this.#headers[this.#lowerNames.indexOf(name)]?.[1];
  }
}

/** Reads the head of a response of `node:http`. */
export function responseHead({ statusCode = 0, rawHeaders }: IncomingMessage): HttpHead {
  return readHead(statusCode, rawHeaders).facts;
}

/** Reads status, headers and cookies from a list of name, value, name, value … */
export function readHead(statusCode: number, rawHeaders: readonly string[]): ReceivedHead {
  // Lists: there are few, and a map costs a small exchange more than the search.
  const lowerNames: string[] = [];
  const headers: [name: string, value: string][] = [];
  const cookies: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    const lowerName = name.toLowerCase();
    const earlier = headers[lowerNames.indexOf(lowerName)];
    if (lowerName === "set-cookie") cookies.push(value);
    if (earlier === undefined) {
      lowerNames.push(lowerName);
      headers.push([name, value]);
    } else {
      earlier[1] += `,${value}`;
    }
  }
  return new ReceivedHead({ statusCode, header: Object.fromEntries(headers), cookies }, lowerNames, headers);
}
