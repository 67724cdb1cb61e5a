import { WebSocket } from "ws";
import {
  HostError,
  type SocketConnection,
  type SocketEnd,
  type SocketEvents,
  type SocketPort,
  type SocketRequest,
} from "../../core/ports/index.ts";
import { errorCode } from "./error-code.ts";
import { requestHeaders, responseHead } from "./http-headers.ts";
import { namedNetworkError, networkError } from "./network-error.ts";

/** {@link SocketPort} on sockets of this machine. */
export interface LocalSocket extends SocketPort {
  /** Tells the servers that the device goes away, and closes every connection. */
  close(): Promise<void>;
}

const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;
/** A server that does not answer a closing handshake gets as long as Chromium gives it. */
const CLOSE_TIMEOUT_MS = 2000;
const GOING_AWAY = 1001;
/** What `ws` gives for a connection that ended without a closing handshake. */
const ABNORMAL_CLOSURE = 1006;

/** WebSockets by `ws`. Redirects are not followed, as in browsers. */
export function createSocket(): LocalSocket {
  const connections = new Set<LocalConnection>();
  let isClosed = false;
  return {
    open(request, events) {
      if (isClosed) return failedConnection(namedNetworkError("ABORTED"), events);
      try {
        const connection = new LocalConnection(request, events);
        connections.add(connection);
        void connection.ended.then(() => connections.delete(connection));
        return connection;
      } catch (cause) {
        return failedConnection(networkError(cause), events);
      }
    },

    async close() {
      isClosed = true;
      await Promise.all(Array.from(connections, (connection) => connection.leave()));
    },
  };
}

function failedConnection({ message }: HostError, events: SocketEvents): SocketConnection {
  setImmediate(() => events.onEnd({ failure: message }));
  return { send: () => false, close: () => {} };
}

class LocalConnection implements SocketConnection {
  /** Resolves after `onEnd` was called. */
  readonly ended: Promise<void>;
  readonly #websocket: WebSocket;
  readonly #events: SocketEvents;
  #isLeaving = false;
  /** Why the connection failed; it does so only once. */
  #failure: HostError | undefined;
  /** What broke the connection below the WebSocket, unless it had been closed before. */
  #loss: HostError = namedNetworkError("CONNECTION_CLOSED");

  constructor(request: SocketRequest, events: SocketEvents) {
    this.#events = events;
    this.#websocket = openWebSocket(request);
    this.ended = this.#watch(this.#websocket);
  }

  send(data: string | ArrayBuffer): boolean {
    if (this.#websocket.readyState !== WebSocket.OPEN) return false;
    // Compression reads the bytes later, when the app may have changed them.
    const isKept = typeof data !== "string" && this.#websocket.extensions !== "";
    this.#websocket.send(isKept ? data.slice(0) : data);
    return true;
  }

  close(code: number, reason: string): void {
    this.#websocket.close(code, reason);
  }

  /** Tells the server, but does not wait for it. Resolves when the connection is gone. */
  leave(): Promise<void> {
    this.#isLeaving = true;
    this.#websocket.close(GOING_AWAY);
    this.#websocket.terminate();
    return this.ended;
  }

  #watch(websocket: WebSocket): Promise<void> {
    let header: Record<string, string> = {};
    websocket.on("upgrade", (response) => {
      header = responseHead(response).header;
      response.socket.on("error", (cause) => {
        this.#loss = networkError(cause);
      });
    });
    websocket.on("unexpected-response", (_request, { statusCode }) => {
      this.#failure = new HostError("network", `net::ERR_INVALID_RESPONSE, HTTP status ${statusCode}`);
      websocket.terminate();
    });
    websocket.on("error", (cause) => {
      this.#failure ??= toFailure(cause);
    });
    websocket.on("open", () => this.#events.onOpen(header));
    // With this binary type text comes as a buffer of Node, and bytes as one of the language.
    websocket.binaryType = "arraybuffer";
    websocket.on("message", (data) => this.#events.onMessage(data instanceof ArrayBuffer ? data : data.toString()));
    return new Promise((resolve) => {
      websocket.on("close", (code, reason) => {
        // An app that gives up a connection must not hear of its end within that call.
        setImmediate(() => {
          this.#events.onEnd(this.#toEnd(code, reason.toString()));
          resolve();
        });
      });
    });
  }

  #toEnd(code: number, reason: string): SocketEnd {
    if (this.#isLeaving) return { code: GOING_AWAY, reason: "" };
    const failure = this.#failure ?? (code === ABNORMAL_CLOSURE ? this.#loss : undefined);
    return failure === undefined ? { code, reason } : { failure: failure.message };
  }
}

function openWebSocket({ url, protocols, headers, perMessageDeflate }: SocketRequest): WebSocket {
  const list = requestHeaders({ headers, host: new URL(url).host });
  const pairs = list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? ""] as const] : []));
  // What belongs to the handshake is not the app's.
  const own = pairs.filter(([name]) => !name.toLowerCase().startsWith("sec-websocket-"));
  const options = {
    headers: Object.fromEntries(own),
    perMessageDeflate,
    maxPayload: MAX_MESSAGE_BYTES,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
  return new WebSocket(url, protocols, options);
}

/** The errors of `ws` itself have no code before the connection is open, and its own codes after that. */
function toFailure(cause: Error): HostError {
  const code = errorCode(cause);
  if (code === "") return namedNetworkError("INVALID_RESPONSE", cause);
  return code.startsWith("WS_ERR_") ? namedNetworkError("WS_PROTOCOL_ERROR", cause) : networkError(cause);
}
