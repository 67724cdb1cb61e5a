import { isUtf8 } from "node:buffer";
import { jsonReply, readBody, toObject, type Answer } from "./route.ts";

/** Tells the request back: method, path, query, headers, and the body as text, or as Base64 where it is none. */
export const echo: Answer = async (request) => {
  const body = await readBody(request);
  const bodyEncoding = isUtf8(body) ? "utf8" : "base64";
  return jsonReply(200, {
    method: request.method,
    path: request.url.pathname,
    query: toObject(request.url.searchParams),
    headers: request.headers,
    body: body.toString(bodyEncoding),
    bodyEncoding,
  });
};
