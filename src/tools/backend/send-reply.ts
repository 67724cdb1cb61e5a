import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { corsHeaders } from "./cors.ts";
import { cut, pace } from "./flow.ts";
import type { Modifiers } from "./modifiers.ts";
import { hasBody } from "./receive-body.ts";
import type { Reply } from "./route.ts";

/** Sends an answer, as slow and as short as the modifiers ask. Rejects when the connection breaks, or reading what is sent fails. */
export async function sendReply(
  { status, headers, body }: Reply,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { bytesPerSecond, dropAfterBytes }: Modifiers,
  signal: AbortSignal,
): Promise<void> {
  const isBodyless = status === 204 || status === 304;
  const allHeaders = { ...corsHeaders, ...headers };
  if (isBodyless) delete allHeaders["content-length"];
  outgoing.writeHead(status, allHeaders);
  if (isBodyless || incoming.method === "HEAD") {
    outgoing.end();
    return;
  }
  const dropsHere = dropAfterBytes !== undefined && !hasBody(incoming);
  let chunks = Buffer.isBuffer(body) ? single(body) : body;
  if (bytesPerSecond !== undefined) chunks = pace(chunks, bytesPerSecond, signal);
  if (dropsHere) chunks = cut(chunks, dropAfterBytes, () => flushAndReset(incoming));
  await pipeline(chunks, outgoing);
}

async function* single(chunk: Buffer): AsyncGenerator<Buffer, void, undefined> {
  if (chunk.length > 0) yield chunk;
}

/** A reset throws away what was written and has not left. */
async function flushAndReset({ socket }: IncomingMessage): Promise<void> {
  await new Promise((resolve) => {
    socket.write("", resolve);
  });
  socket.resetAndDestroy();
}
