import { WebSocket } from "ws";
import type {
  HostError,
  SocketConnection,
  SocketEnd,
  SocketEvents,
  SocketPort,
  SocketRequest,
} from "../../core/ports/index.ts";
import { createNetwork, type LocalNetwork } from "./network.ts";
import { disconnected, namedNetworkError, networkError } from "./network-error.ts";
import { openWebSocket, type OpenedWebSocket } from "./open-web-socket.ts";

/** {@link SocketPort} on sockets of this machine. */
export interface LocalSocket extends SocketPort {
  /** Tells the servers that the device goes away, and closes every connection. */
  close(): Promise<void>;
}

const GOING_AWAY = 1001;

/** WebSockets by `ws`. Redirects are not followed, as in browsers. */
export function createSocket(network: LocalNetwork = createNetwork()): LocalSocket {
  const connections = new Set<LocalConnection>();
  let isClosed = false;
  const stopWatching = network.state.onChange(() => {
    if (!network.isOffline) return;
    for (const connection of connections) connection.break(disconnected());
  });
  return {
    open(request, events) {
      if (isClosed) return failedConnection(namedNetworkError("ABORTED"), events);
      if (network.isOffline) return failedConnection(disconnected(), events);
      try {
        const connection = new LocalConnection(request, events, network);
        connections.add(connection);
        void connection.ended.then(() => connections.delete(connection));
        return connection;
      } catch (cause) {
        return failedConnection(networkError(cause), events);
      }
    },

    async close() {
      isClosed = true;
      stopWatching();
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
  readonly #opened: OpenedWebSocket;
  readonly #websocket: WebSocket;
  readonly #events: SocketEvents;
  /** How it ends, when this side breaks it. */
  #breaking: SocketEnd | undefined;

  constructor(request: SocketRequest, events: SocketEvents, network: LocalNetwork) {
    this.#events = events;
    this.#opened = openWebSocket(request);
    this.#websocket = this.#opened.websocket;
    // What leads to the connection can't be slowed down.
    this.#websocket.on("upgrade", (response) => network.carry(response.socket));
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
    this.#breaking = { code: GOING_AWAY, reason: "" };
    this.#websocket.close(GOING_AWAY);
    this.#websocket.terminate();
    return this.ended;
  }

  /** Ends it without a word to the server. */
  break({ message }: HostError): void {
    this.#breaking = { failure: message };
    this.#websocket.terminate();
  }

  #watch(websocket: WebSocket): Promise<void> {
    websocket.on("open", () => this.#events.onOpen(this.#opened.header, this.#opened.profile));
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
    if (this.#breaking !== undefined) return this.#breaking;
    const failure = this.#opened.failureOf(code);
    return failure === undefined ? { code, reason } : { failure: failure.message };
  }
}
