import {
  HostError,
  type HttpBody,
  type HttpEvents,
  type HttpHead,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  type StopSignal,
} from "../../core/ports/index.ts";
import { frameMultipart } from "../../core/protocol/index.ts";
import { sendWithFetch, type FetchMeans } from "./fetch-exchange.ts";
import type { BrowserFiles } from "./files.ts";
import { isForbiddenHeader } from "./request-headers.ts";
import type { ReceivedBody } from "./response-body.ts";
import { sendWithXhr, type OutgoingRequest } from "./xhr-exchange.ts";

/** What HTTP needs of the Worker. */
export interface HttpPlatform {
  fetch: typeof fetch;
  Blob: typeof Blob;
  crypto: Pick<Crypto, "getRandomValues">;
  XMLHttpRequest: typeof XMLHttpRequest;
}

/** What an exchange works with. */
export type ExchangeMeans = HttpPlatform & FetchMeans;

/** Where the files of requests and responses are. */
export type HttpFiles = Pick<BrowserFiles, "adopt" | "blob" | "createDraft">;

/** Methods that browsers send for nobody. */
const REFUSED_METHODS = new Set(["CONNECT", "TRACE", "TRACK"]);

/**
 * HTTP as a browser allows it.
 *
 * Differs from other hosts: CORS is checked, some request headers are refused, `Set-Cookie` and redirects can't be read, and a body
 * whose progress is watched goes to the page's own origin with its cookies.
 */
export function createHttp(files: HttpFiles, platform: HttpPlatform): HttpPort {
  const means: ExchangeMeans = { ...platform, createDraft: files.createDraft };
  const warned = new Set<string>();
  const warnOnce = (name: string): void => {
    if (warned.has(name)) return;
    warned.add(name);
    console.warn(`The browser does not let an app set the header "${name}"; it was left out.`);
  };
  return {
    showsRedirects: false,
    async send(request, events, signal) {
      check(request);
      const { body, contentType } = await encodeBody(request.body, files, platform);
      const { url, method, responseType, maxFileBytes } = request;
      const headers = selectHeaders(request, warnOnce);
      if (contentType !== undefined) headers["content-type"] = contentType;
      const outgoing: OutgoingRequest = {
        url,
        method,
        headers,
        body,
        responseType,
        maxFileBytes,
        cache: request.cache && "default",
      };
      const response = await sendOutgoing(means, outgoing, events, signal);
      return { ...response, data: toData(response.data, files) };
    },
  };
}

/** Sends a request in the way that tells what is asked for: by XMLHttpRequest where somebody watches how a body leaves, else by `fetch`. */
export function sendOutgoing(
  means: ExchangeMeans,
  request: OutgoingRequest,
  events: HttpEvents,
  signal: StopSignal,
): Promise<HttpHead & { data: ReceivedBody }> {
  if (signal.aborted) throw new HostError("aborted", `The request to ${request.url} was aborted`);
  return request.body === undefined || events.onSent === undefined
    ? sendWithFetch(means, request, events, signal)
    : sendWithXhr(new means.XMLHttpRequest(), request, events, signal);
}

/** Gives a file its path; other data are as apps get them. */
export function toData(data: ReceivedBody, files: Pick<BrowserFiles, "adopt">): HttpResponse["data"] {
  return typeof data === "string" || "byteLength" in data ? data : files.adopt(data);
}

function check({ method, url, redirect }: HttpRequest): void {
  if (redirect === "manual") throw new HostError("not-supported", "Browsers do not show redirects");
  if (REFUSED_METHODS.has(method)) throw new HostError("not-supported", `Browsers send no ${method} requests`);
  if (!URL.canParse(url)) throw new HostError("network", "net::ERR_INVALID_URL");
}

/** Makes a body ready to leave; a file stays a handle. Rejects with `not-found` when it does not exist. */
export async function encodeBody(
  body: HttpBody | undefined,
  files: Pick<BrowserFiles, "blob">,
  { Blob, crypto }: Pick<HttpPlatform, "Blob" | "crypto">,
): Promise<{ body?: Uint8Array<ArrayBuffer> | Blob; contentType?: string }> {
  if (body === undefined) return {};
  // As bytes, or the browser would add a charset to the app's content type.
  if (body.kind === "text") return { body: new TextEncoder().encode(body.text) };
  if (body.kind === "bytes") return { body: new Uint8Array(body.bytes) };
  const file = await files.blob(body.file.path);
  const random = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
  const { contentType, head, tail } = frameMultipart(body.fields, body.file, random);
  // The file stays a handle: the browser reads its bytes as it sends them.
  return { body: new Blob([head, file, tail]), contentType };
}

/** Returns the headers that the browser sends. */
function selectHeaders(request: HttpRequest, warnOnce: (name: string) => void): Record<string, string> {
  const isMultipart = request.body?.kind === "multipart";
  // That of a body which is not there would only make the browser ask the server for permission (CORS preflight).
  const isWithoutBody = request.body === undefined && ["GET", "HEAD"].includes(request.method);
  return Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => {
      const lower = name.toLowerCase();
      // The boundary of a multipart body is ours. The referrer is the platform's: no app asked for it.
      if (((isMultipart || isWithoutBody) && lower === "content-type") || lower === "referer") return false;
      if (isForbiddenHeader(lower)) warnOnce(lower);
      return !isForbiddenHeader(lower);
    }),
  );
}
