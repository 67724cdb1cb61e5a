import {
  HostError,
  type HttpEvents,
  type HttpHead,
  type HttpRequest,
  type StopSignal,
} from "../../core/ports/index.ts";
import type { ReceivedBody } from "./response-body.ts";

/** A request that is ready to leave. */
export interface OutgoingRequest {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array<ArrayBuffer> | Blob;
  responseType: HttpRequest["responseType"];
  maxFileBytes?: number;
  /**
   * Of a request without a body.
   *
   * @default "no-store"
   */
  cache?: "default" | "reload";
  /**
   * Whether cookies go along, where the way of sending leaves a choice.
   *
   * @default "omit"
   */
  credentials?: "same-origin";
}

/** What XMLHttpRequest calls the ways to hand over a body. */
const RESPONSE_TYPES = { text: "text", bytes: "arraybuffer", file: "blob" } as const;

/**
 * Sends a request with a body by XMLHttpRequest, because only that reports the progress of an upload.
 *
 * Rejects with `network`, `too-large` or `aborted`; no event is delivered from then on.
 */
export function sendWithXhr(
  xhr: XMLHttpRequest,
  request: OutgoingRequest,
  events: HttpEvents,
  signal: StopSignal,
): Promise<HttpHead & { data: ReceivedBody }> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const until = { signal: listening.signal };
    const fail = (error: HostError): void => {
      listening.abort();
      reject(error);
    };
    const { maxFileBytes = Infinity } = request;
    let head: HttpHead = { statusCode: 0, header: {}, cookies: [] };
    xhr.addEventListener(
      "readystatechange",
      () => {
        if (xhr.readyState !== xhr.HEADERS_RECEIVED) return;
        head = { statusCode: xhr.status, header: parseHeaders(xhr.getAllResponseHeaders()), cookies: [] };
        events.onHead?.(head);
      },
      until,
    );
    xhr.addEventListener(
      "progress",
      ({ loaded, total, lengthComputable }) => {
        if (loaded <= maxFileBytes) return events.onReceived?.(loaded, lengthComputable ? total : 0);
        fail(tooLarge(request.url, maxFileBytes));
        xhr.abort();
      },
      until,
    );
    xhr.addEventListener(
      "load",
      () => {
        listening.abort();
        resolve({ ...head, data: xhr.response });
      },
      until,
    );
    xhr.addEventListener("error", () => fail(new HostError("network", "net::ERR_FAILED")), until);
    const abort = (): void => {
      fail(new HostError("aborted", `The request to ${request.url} was aborted`));
      xhr.abort();
    };
    signal.addEventListener("abort", abort);
    listening.signal.addEventListener("abort", () => signal.removeEventListener("abort", abort));
    if (events.onSent !== undefined) reportSent(xhr, request.body, events, until);
    try {
      xhr.open(request.method, request.url);
      xhr.responseType = RESPONSE_TYPES[request.responseType];
      for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
      xhr.send(request.body);
    } catch (cause) {
      fail(new HostError("network", "net::ERR_INVALID_ARGUMENT", { cause }));
    }
  });
}

/** Reports how much of the body left. Listening to uploads makes a request to another origin ask for permission first (CORS preflight). */
function reportSent(
  xhr: XMLHttpRequest,
  body: OutgoingRequest["body"],
  events: HttpEvents,
  until: { signal: AbortSignal },
): void {
  let latest = -1;
  const report = ({ loaded, total }: { loaded: number; total: number }): void => {
    if (loaded <= latest) return;
    latest = loaded;
    events.onSent?.(loaded, total);
  };
  xhr.upload.addEventListener("progress", report, until);
  xhr.upload.addEventListener("load", report, until);
  // In the browser's eyes an empty body makes no progress.
  if (body instanceof Uint8Array && body.byteLength === 0) {
    xhr.upload.addEventListener("loadstart", report, until);
  }
}

/** Makes the error for a response that has more bytes than the caller takes. */
export function tooLarge(url: string, maxFileBytes: number): HostError {
  return new HostError("too-large", `The response of ${url} has more than ${maxFileBytes} bytes`);
}

function parseHeaders(text: string): Record<string, string> {
  const lines = text.split("\r\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
