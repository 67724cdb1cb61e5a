import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Reply } from "./reply.ts";

/** Sends a reply. A file goes out with its size, revalidation by `ETag`, and the one range that media elements ask for. */
export async function sendReply(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (typeof reply.body === "string") sendText(request, response, reply.status, reply.headers, reply.body);
  else await sendFile(request, response, reply, reply.body.file);
}

function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  text: string,
): void {
  response.writeHead(status, { "Cache-Control": "no-store", "Content-Length": Buffer.byteLength(text), ...headers });
  response.end(request.method === "HEAD" ? undefined : text);
}

async function sendFile(request: IncomingMessage, response: ServerResponse, reply: Reply, path: string): Promise<void> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (file === undefined) {
    sendText(request, response, 404, {}, "The file is gone\n");
    return;
  }
  try {
    const { size, mtimeMs } = await file.stat();
    // A reply is another one also when only a header differs, such as the policy of the Worker.
    const content = createHash("sha256").update(JSON.stringify([size, mtimeMs, reply.headers]));
    const etag = `"${content.digest("base64url").slice(0, 16)}"`;
    const headers = { "Cache-Control": "no-cache", "Accept-Ranges": "bytes", ETag: etag, ...reply.headers };
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const range = parseRange(request.headers.range, size);
    if (range === "unsatisfiable") {
      response.writeHead(416, { "Content-Range": `bytes */${size}` }).end();
      return;
    }
    const [start, end] = range ?? [0, size - 1];
    if (range !== undefined) response.setHeader("Content-Range", `bytes ${start}-${end}/${size}`);
    response.writeHead(range === undefined ? reply.status : 206, { ...headers, "Content-Length": end - start + 1 });
    if (request.method === "HEAD" || size === 0) response.end();
    else await pipeline(createReadStream(path, { fd: file, start, end, autoClose: false }), response);
  } finally {
    await file.close();
  }
}

/** The first and last byte that a `Range` header asks for; `undefined` for the whole file, also when the header is none that we know. */
export function parseRange(
  header: string | undefined,
  size: number,
): [start: number, end: number] | "unsatisfiable" | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? "unsatisfiable" : [start, end];
}
