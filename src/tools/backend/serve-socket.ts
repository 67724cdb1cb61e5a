import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { WebSocketServer } from "ws";
import { converse, readScript, type Script } from "./conversation.ts";
import { pause, urlOf, type Serving } from "./exchange.ts";
import { readModifiers, type Modifiers } from "./modifiers.ts";
import { jsonReply, type Reply } from "./route.ts";
import { SocketRequest } from "./socket-request.ts";

const SWITCHING_PROTOCOLS = 101;

/** Answers one WebSocket handshake and the messages that follow. Resolves when the connection is closed. */
export async function serveSocket(
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
  server: WebSocketServer,
  { onRequest, log }: Pick<Serving, "onRequest" | "log">,
): Promise<void> {
  const startMs = performance.now();
  const request = new SocketRequest(incoming, socket, head);
  const { pathname, searchParams } = urlOf(incoming);
  const modifiers = readModifiers(searchParams);
  const script = readScript(searchParams);
  const reply = onRequest(request, () => answer(pathname, modifiers, script, request.signal));
  const status = await follow(reply, request, server, modifiers, script);
  const result = (await request.ended) === "complete" ? status : "broken";
  const durationMs = Math.round(performance.now() - startMs);
  log(`${request.method} ${request.url} ${result}, ${request.bodyBytes} bytes, ${durationMs} ms`);
}

async function answer(
  path: string,
  { delayMs, status, problem: modifierProblem }: Modifiers,
  { problem = modifierProblem }: Script,
  signal: AbortSignal,
): Promise<Reply> {
  if (problem !== undefined) return jsonReply(400, { error: problem });
  await pause(delayMs, signal);
  if (path !== "/socket") return jsonReply(404, { error: `There is no socket ${path}` });
  if (status !== undefined) return jsonReply(status, { error: "Refused, as the query asked" });
  return { status: SWITCHING_PROTOCOLS, headers: {}, body: Buffer.alloc(0) };
}

/** Does what the reply says, to its end, and gives its status. */
async function follow(
  replying: Promise<Reply>,
  request: SocketRequest,
  server: WebSocketServer,
  modifiers: Modifiers,
  script: Script,
): Promise<number | undefined> {
  try {
    const reply = await replying;
    await pause(modifiers.headersDelayMs, request.signal);
    if (reply.status === SWITCHING_PROTOCOLS) {
      await converse(await request.accept(server), request, modifiers, script);
    } else {
      request.refuse(reply);
    }
    return reply.status;
  } catch {
    // Whatever went wrong, only the connection is left to end; its outcome tells.
    request.destroy();
    return undefined;
  }
}
