import type { WebSocket } from "ws";
import type { GatewaySocketAnswer, GatewaySocketRequest } from "../../core/protocol/index.ts";
import { openWebSocket, type OpenedWebSocket } from "../host/index.ts";
import { readSocketRequest } from "./envelope.ts";
import { failureOf, type Targets } from "./targets.ts";

/** So much may wait for one end before the other is no longer read. */
const MAX_WAITING_BYTES = 1024 * 1024;
const NO_STATUS = 1005;
const ABNORMAL_CLOSURE = 1006;
const POLICY_VIOLATION = 1008;

/**
 * Connects a page to the server that its first message names. From then on messages, codes and reasons pass as they are; who reads slowly
 * makes the other end wait.
 */
export function relaySocket(page: WebSocket, targets: Targets): void {
  page.once("message", (data, isBinary) => {
    const request = isBinary ? undefined : readSocketRequest(textOf(data));
    if (request === undefined) return page.close(POLICY_VIOLATION, "The first message is no request");
    connect(page, request, targets);
  });
  // Whatever it is, the end follows.
  page.on("error", () => {});
}

function connect(page: WebSocket, request: GatewaySocketRequest, targets: Targets): void {
  const way = targets.find("socket", request.url);
  if ("code" in way) return refuse(page, { failure: way });
  let opened: OpenedWebSocket;
  try {
    opened = openWebSocket({ ...request, protocols: [...request.protocols] }, way.lookup);
  } catch (cause) {
    return refuse(page, { failure: failureOf(cause) });
  }
  const { websocket: server } = opened;
  let isOpen = false;
  page.on("close", (code, reason) => {
    server.resume();
    if (isOpen) end(server, code, reason);
    else server.terminate();
  });
  server.on("open", () => {
    isOpen = true;
    page.send(JSON.stringify({ open: { header: opened.header } } satisfies GatewaySocketAnswer));
    carry(page, server);
    carry(server, page);
  });
  server.on("close", (code, reason) => {
    page.resume();
    const failure = opened.failureOf(code);
    if (failure === undefined) end(page, code, reason);
    else if (isOpen) page.terminate();
    else refuse(page, { failure: failureOf(failure) });
  });
}

/** Tells why there is no connection, and ends that of the page. */
function refuse(page: WebSocket, answer: GatewaySocketAnswer): void {
  page.send(JSON.stringify(answer));
  page.close();
}

function carry(from: WebSocket, to: WebSocket): void {
  from.on("message", (data, isBinary) => {
    to.send(data, { binary: isBinary }, () => {
      if (from.isPaused && to.bufferedAmount < MAX_WAITING_BYTES) from.resume();
    });
    if (to.bufferedAmount >= MAX_WAITING_BYTES) from.pause();
  });
}

/** Ends a connection as the one beside it ended. */
function end(websocket: WebSocket, code: number, reason: Buffer): void {
  if (code === ABNORMAL_CLOSURE) websocket.terminate();
  else if (code === NO_STATUS) websocket.close();
  else websocket.close(code, reason);
}

function textOf(data: WebSocket.RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as ArrayBuffer).toString();
}
