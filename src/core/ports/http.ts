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
}

/** Called in this order: `onSent`* → `onHead` → (`onChunk` | `onReceived`)*; never after the promise has settled. */
export interface HttpEvents {
  /** Bytes of the body that left so far, and in all. Rises; the last call has `sentBytes === totalBytes`. */
  onSent?(sentBytes: number, totalBytes: number): void;
  onHead?(head: HttpHead): void;
  /** Bytes of the response's body that arrived so far, and in all (0 when unknown). */
  onReceived?(receivedBytes: number, totalBytes: number): void;
  /** Takes the body of the response piece by piece with its encoding undone. Not for `responseType: "file"`. */
  onChunk?(chunk: ArrayBuffer): void;
}

/** HTTP as a mini program sees it: no cookies, no CORS, no cache. */
export interface HttpPort {
  /** Whether this host can show a redirect instead of following it. */
  readonly showsRedirects: boolean;
  /**
   * Sends one request and resolves with its whole response, whatever the status.
   *
   * Rejects with `not-found` when the file of a multipart body does not exist (nothing is sent then), `network` when the
   * exchange failed, `too-large` when the response exceeds its limit, `quota` when there is no room for its file, or `aborted`
   * soon after `signal` aborts; no event is delivered and no file is left from then on.
   */
  send(request: HttpRequest, events: HttpEvents, signal: AbortSignal): Promise<HttpResponse>;
}
