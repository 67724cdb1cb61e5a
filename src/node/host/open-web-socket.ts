import type { ClientRequest } from "node:http";
import type { LookupFunction } from "node:net";
import { WebSocket } from "ws";
import { HostError, type SocketProfile, type SocketRequest } from "../../core/ports/index.ts";
import { errorCode } from "./error-code.ts";
import { Openings } from "./exchange-meter.ts";
import { requestHeaders, responseHead } from "./http-headers.ts";
import { namedNetworkError, networkError } from "./network-error.ts";

/** A connection of `ws`, and what becomes of it. */
export interface OpenedWebSocket {
  readonly websocket: WebSocket;
  /** Headers of the server's answer, once it is there. */
  readonly header: Record<string, string>;
  /** How long the steps took, once it is open. */
  readonly profile: SocketProfile | undefined;
  /** Why the connection failed that was closed with this code, or `undefined` when both ends agreed to end it. */
  failureOf(code: number): HostError | undefined;
}

/** Largest message that is taken. */
export const MAX_MESSAGE_BYTES: number = 100 * 1024 * 1024;
/** A server that does not answer a closing handshake gets as long as Chromium gives it. */
const CLOSE_TIMEOUT_MS = 2000;
/** What `ws` gives for a connection that ended without a closing handshake. */
const ABNORMAL_CLOSURE = 1006;

/**
 * Starts to connect, with headers as a device sends them. `lookup` finds the addresses of names.
 *
 * Redirects are not followed, as in browsers. Throws for headers that HTTP forbids.
 */
export function openWebSocket(request: SocketRequest, lookup?: LookupFunction): OpenedWebSocket {
  const openings = new Openings();
  const websocket = connect(request, openings, lookup);
  let profile: SocketProfile | undefined;
  /** It fails only once. */
  let failure: HostError | undefined;
  // What broke the connection below the WebSocket, unless it had been closed before.
  let loss = namedNetworkError("CONNECTION_CLOSED");
  let header: Record<string, string> = {};
  websocket.on("upgrade", (response) => {
    header = responseHead(response).header;
    profile = openings.profileOf(response.socket);
    response.socket.on("error", (cause) => {
      loss = networkError(cause);
    });
  });
  websocket.on("unexpected-response", (_request, { statusCode }) => {
    failure = new HostError("network", `net::ERR_INVALID_RESPONSE, HTTP status ${statusCode}`);
    websocket.terminate();
  });
  websocket.on("error", (cause) => {
    failure ??= toFailure(cause);
  });
  return {
    websocket,
    get header() {
      return header;
    },
    get profile() {
      return profile;
    },
    failureOf: (code) => failure ?? (code === ABNORMAL_CLOSURE ? loss : undefined),
  };
}

function connect(
  { url, protocols, headers, perMessageDeflate }: SocketRequest,
  openings: Openings,
  lookup?: LookupFunction,
): WebSocket {
  const list = requestHeaders({ headers, host: new URL(url).host });
  const pairs = list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? ""] as const] : []));
  // What belongs to the handshake is not the app's.
  const own = pairs.filter(([name]) => !name.toLowerCase().startsWith("sec-websocket-"));
  const options = {
    headers: Object.fromEntries(own),
    perMessageDeflate,
    maxPayload: MAX_MESSAGE_BYTES,
    closeTimeout: CLOSE_TIMEOUT_MS,
    lookup,
    finishRequest(handshake: ClientRequest) {
      handshake.once("socket", (socket) => openings.watch(socket));
      handshake.end();
    },
  };
  return new WebSocket(url, protocols, options);
}

/** The errors of `ws` itself have no code before the connection is open, and its own codes after that. */
function toFailure(cause: Error): HostError {
  const code = errorCode(cause);
  if (code === "") return namedNetworkError("INVALID_RESPONSE", cause);
  return code.startsWith("WS_ERR_") ? namedNetworkError("WS_PROTOCOL_ERROR", cause) : networkError(cause);
}
