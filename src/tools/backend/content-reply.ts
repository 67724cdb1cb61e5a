import { parseByteRange, type ByteRange } from "./byte-range.ts";
import { jsonReply, type Reply, type RouteRequest } from "./route.ts";

/** Content of a known size that can be read from any position. */
export interface Content {
  contentType: string;
  sizeBytes: number;
  /** Identifies these bytes: the same content has the same tag. */
  tag: string;
  read(range: ByteRange): Buffer | AsyncIterable<Buffer>;
}

/** Answers with content: all of it, or the single range that the request asks for. */
export function contentReply(request: RouteRequest, content: Content): Reply {
  const { contentType, sizeBytes } = content;
  const etag = `"${content.tag}"`;
  const headers = { "accept-ranges": "bytes", "content-type": contentType, etag };
  const condition = request.headers["if-range"];
  const hasChanged = condition !== undefined && condition !== etag;
  const range = hasChanged ? undefined : parseByteRange(request.headers.range, sizeBytes);
  if (range === "unsatisfiable") {
    const reply = jsonReply(416, { error: `The range ${request.headers.range} is outside of ${sizeBytes} bytes` });
    return { ...reply, headers: { ...reply.headers, "content-range": `bytes */${sizeBytes}` } };
  }
  if (range === undefined) {
    const body = sizeBytes === 0 ? Buffer.alloc(0) : content.read({ start: 0, end: sizeBytes - 1 });
    return { status: 200, headers: { ...headers, "content-length": sizeBytes }, body };
  }
  const { start, end } = range;
  return {
    status: 206,
    headers: { ...headers, "content-length": end - start + 1, "content-range": `bytes ${start}-${end}/${sizeBytes}` },
    body: content.read(range),
  };
}
