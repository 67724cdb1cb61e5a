import { HostError, type HttpBody, type HttpPort, type HttpRequest } from "../../core/ports/index.ts";
import { sendWithFetch } from "./fetch-exchange.ts";
import type { BrowserFiles } from "./files.ts";
import { isForbiddenHeader } from "./request-headers.ts";
import { sendWithXhr } from "./xhr-exchange.ts";

/** What HTTP needs of the Worker. */
export interface HttpPlatform {
  fetch: typeof fetch;
  FormData: typeof FormData;
  XMLHttpRequest: typeof XMLHttpRequest;
}

/** Methods that browsers send for nobody. */
const REFUSED_METHODS = new Set(["CONNECT", "TRACE", "TRACK"]);

/**
 * HTTP as a browser allows it.
 *
 * Differs from other hosts: CORS is checked, some request headers are refused, `Set-Cookie` can't be read, and a request with a body
 * to the page's own origin carries its cookies.
 */
export function createHttp(files: Pick<BrowserFiles, "blob">, platform: HttpPlatform): HttpPort {
  const { fetch, FormData, XMLHttpRequest } = platform;
  const warned = new Set<string>();
  const warnOnce = (name: string): void => {
    if (warned.has(name)) return;
    warned.add(name);
    console.warn(`The browser does not let an app set the header "${name}"; it was left out.`);
  };
  return {
    async send(request, events, signal) {
      check(request);
      const body = request.body === undefined ? undefined : await encodeBody(request.body, files, FormData);
      if (signal.aborted) throw new HostError("aborted", `The request to ${request.url} was aborted`);
      const headers = selectHeaders(request, warnOnce);
      return body === undefined
        ? sendWithFetch(fetch, { ...request, headers }, events, signal)
        : sendWithXhr(new XMLHttpRequest(), { ...request, headers, body }, events, signal);
    },
  };
}

function check({ method, url }: HttpRequest): void {
  if (REFUSED_METHODS.has(method)) throw new HostError("not-supported", `Browsers send no ${method} requests`);
  if (!URL.canParse(url)) throw new HostError("network", "net::ERR_INVALID_URL");
}

async function encodeBody(
  body: HttpBody,
  files: Pick<BrowserFiles, "blob">,
  FormData: HttpPlatform["FormData"],
): Promise<Uint8Array<ArrayBuffer> | FormData> {
  // As bytes, or the browser would add a charset to the app's content type.
  if (body.kind === "text") return new TextEncoder().encode(body.text);
  if (body.kind === "bytes") return new Uint8Array(body.bytes);
  const { path, name, filename, contentType } = body.file;
  const file = await files.blob(path);
  const form = new FormData();
  for (const [field, value] of body.fields) form.append(field, value);
  // A slice is a handle on the same bytes, with another type.
  form.append(name, file.type === contentType ? file : file.slice(0, file.size, contentType), filename);
  return form;
}

/** Returns the headers that the browser sends. */
function selectHeaders(request: HttpRequest, warnOnce: (name: string) => void): Record<string, string> {
  const isMultipart = request.body?.kind === "multipart";
  return Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => {
      const lower = name.toLowerCase();
      // The boundary of a multipart body is the browser's. The referrer is the platform's: no app asked for it.
      if ((isMultipart && lower === "content-type") || lower === "referer") return false;
      if (isForbiddenHeader(lower)) warnOnce(lower);
      return !isForbiddenHeader(lower);
    }),
  );
}
