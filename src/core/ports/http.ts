import type { DomainListName } from "../protocol/index.ts";
import type { StopSignal } from "./stop-signal.ts";

/** One file part of a multipart body; the host reads the bytes behind `path` itself. */
export interface HttpFilePart {
  /** Form field name. */
  name: string;
  /** Local path, such as `wxfile://tmp/a.jpg`. */
  path: string;
  /** File name told to the server. */
  filename: string;
  contentType: string;
}

/** A request body. Hosts encode `multipart` themselves, with a boundary of their own: text fields in order, then the file. */
export type HttpBody =
  | { kind: "text"; text: string }
  | { kind: "bytes"; bytes: ArrayBuffer }
  | { kind: "multipart"; fields: (readonly [name: string, value: string])[]; file: HttpFilePart };

/** One HTTP exchange. */
export interface HttpRequest {
  /** Absolute `http:` or `https:` URL. */
  url: string;
  /**
   * The list of servers that it belongs to; a gateway checks it once more.
   *
   * @default "request"
   */
  domainList?: DomainListName;
  method: string;
  /** Headers as the app gave them, checked for CR and LF. Hosts drop those that they may not send. */
  headers: Record<string, string>;
  body?: HttpBody;
  /** How the body of the response is handed over; as a `file` it need never be in memory. */
  responseType: "text" | "bytes" | "file";
  /** Most bytes that a `file` may have, once the encoding of the response is undone; without it there is no limit. */
  maxFileBytes?: number;
  /**
   * Whether a redirect is followed, or is itself the response. `manual` only where {@link HttpPort.showsRedirects}.
   *
   * @default "follow"
   */
  redirect?: "follow" | "manual";
  /**
   * `http` lets the host answer with a response that it stored before, and store this one, by the rules of HTTP (RFC 9111) for a
   * private cache; the response looks as if it had come now. Not for `responseType: "file"`, nor beside `onChunk`.
   *
   * @default no cache
   */
  cache?: "http";
}

/**
 * When the steps of an exchange happened, in milliseconds since 1970, and what it went over, under the platform's names; with redirects
 * those of the last request. A step that a kept connection saved has the time at which that connection was taken.
 */
export interface HttpProfile {
  /** First and last moment spent on redirects; 0 without. */
  redirectStart: number;
  redirectEnd: number;
  fetchStart: number;
  domainLookUpStart: number;
  domainLookUpEnd: number;
  connectStart: number;
  connectEnd: number;
  /** 0 without TLS. */
  SSLconnectionStart: number;
  SSLconnectionEnd: number;
  requestStart: number;
  requestEnd: number;
  responseStart: number;
  responseEnd: number;
  /** Milliseconds that the connection took to be accepted. */
  rtt: number;
  /** Address of the other end. */
  peerIP: string;
  port: number;
  socketReused: boolean;
  /** Bytes of the request, with its head. */
  sendBytesCount: number;
  /** Bytes of the response, with its head, before its encoding is undone. */
  receivedBytedCount: number;
  protocol: string;
}

/** What is known once the headers of the response arrived. */
export interface HttpHead {
  statusCode: number;
  /** Name to value, repeated headers joined by `,`; the case is the server's where the host can see it. */
  header: Record<string, string>;
  /** One entry per `Set-Cookie` header; empty where the host may not read them. */
  cookies: string[];
}

/**
 * A complete response.
 *
 * `data` is a string for `responseType: "text"`, an `ArrayBuffer` for `"bytes"`, and for `"file"` the path of a new temporary file
 * that has no extension. When the pieces went to `onChunk`, it is empty.
 */
export interface HttpResponse extends HttpHead {
  data: string | ArrayBuffer;
  /** Absent where the host can't measure, and for a stored response. */
  profile?: HttpProfile;
  /** Why the host sent the request anew, each time: messages of `network` errors. Absent when it did not. */
  retried?: readonly string[];
}

/**
 * Called in this order: (`onSent`* → `onRedirect`)* → `onSent`* → `onHead` → (`onChunk` | `onReceived`)*; never after the promise has
 * settled.
 */
export interface HttpEvents {
  /**
   * Takes the absolute URL of a redirect before it is followed. What this throws ends the exchange, and is what `send` rejects with.
   * Only where {@link HttpPort.showsRedirects}.
   */
  onRedirect?(url: string): void;
  /** Bytes of the body that left so far, and in all. Rises; the last call has `sentBytes === totalBytes`. */
  onSent?(sentBytes: number, totalBytes: number): void;
  onHead?(head: HttpHead): void;
  /** Bytes of the response's body that arrived so far, and in all (0 when unknown). */
  onReceived?(receivedBytes: number, totalBytes: number): void;
  /** Takes the body of the response piece by piece with its encoding undone. Not for `responseType: "file"`. */
  onChunk?(chunk: ArrayBuffer): void;
}

/** HTTP as a mini program sees it: no cookies, no CORS, and no cache unless it is asked for. */
export interface HttpPort {
  /** Whether this host can show a redirect instead of following it. */
  readonly showsRedirects: boolean;
  /**
   * Sends one request and resolves with its whole response, whatever the status.
   *
   * Rejects with `not-found` when the file of a multipart body does not exist (nothing is sent then), `network` when the
   * exchange failed, `too-many-redirects` after 20 of them where {@link HttpPort.showsRedirects}, `too-large` when the response
   * exceeds its limit, `quota` when there is no room for its file, or `aborted` soon after `signal` aborts; no event is delivered
   * and no file is left from then on.
   */
  send(request: HttpRequest, events: HttpEvents, signal: StopSignal): Promise<HttpResponse>;
}
