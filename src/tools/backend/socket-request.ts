import { STATUS_CODES, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { WebSocket, WebSocketServer } from "ws";
import { urlOf, type Exchange, type Outcome } from "./exchange.ts";
import type { Reply } from "./route.ts";

/** The code of a connection that ended without a closing handshake. */
const ABNORMAL_CLOSURE = 1006;

/** A request for a WebSocket, and what becomes of it. */
export class SocketRequest implements Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly ended: Promise<Outcome>;
  /** Aborts when the connection closes. */
  readonly signal: AbortSignal;
  /** Bytes of the messages that came. */
  bodyBytes = 0;
  readonly #incoming: IncomingMessage;
  readonly #socket: Socket;
  readonly #head: Buffer;
  #end: (outcome: Outcome) => void = () => undefined;

  /** `head` is what came after the headers. */
  constructor(incoming: IncomingMessage, socket: Socket, head: Buffer) {
    const { pathname, search } = urlOf(incoming);
    this.method = incoming.method ?? "GET";
    this.url = pathname + search;
    this.headers = incoming.headers;
    this.rawHeaders = incoming.rawHeaders;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#incoming = incoming;
    this.#socket = socket;
    this.#head = head;
    const closed = new AbortController();
    this.signal = closed.signal;
    // A client that gives up before it has an answer must not end the process, and is noticed only by reading.
    socket.on("error", () => socket.destroy());
    socket.once("close", () => closed.abort());
    socket.once("close", this.#abandon).once("end", this.#abandon).resume();
  }

  /** Completes the handshake. Rejects when the request is not a valid one, which is then refused, or the client is gone. */
  accept(server: WebSocketServer): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      this.signal.throwIfAborted();
      this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
      server.handleUpgrade(this.#incoming, this.#socket, this.#head, (connection) => {
        this.#socket.off("close", this.#abandon).off("end", this.#abandon);
        connection.once("close", (code) => this.#end(code === ABNORMAL_CLOSURE ? "broken" : "complete"));
        resolve(connection);
      });
    });
  }

  /** Answers with an ordinary response. */
  refuse({ status, headers, body }: Reply): void {
    const lines = Object.entries({ ...headers, connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n`);
    this.#socket.end(Buffer.isBuffer(body) ? body : "", () => this.#end("complete"));
  }

  /** Resets the connection, below the WebSocket. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Ends the connection whatever its state. */
  destroy(): void {
    this.#socket.destroy();
  }

  readonly #abandon = (): void => {
    this.#socket.destroy();
    this.#end("broken");
  };
}
