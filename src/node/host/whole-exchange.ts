import type { HttpEvents } from "../../core/ports/index.ts";
import { isRedirect } from "../../core/protocol/index.ts";
import { IDLE_MS, type Agents } from "./agents.ts";
import type { Cancellation } from "./cancellation.ts";
import { ConnectionPool } from "./connection-pool.ts";
import type { ExchangeMeter } from "./exchange-meter.ts";
import type { ConnectionUser, HttpConnection } from "./http-connection.ts";
import type { Failed } from "./http-exchange.ts";
import { requestHeaders, type ReceivedHead } from "./http-headers.ts";
import type { Target } from "./redirect.ts";
import { contentLengthOf, type WholeBody } from "./request-body.ts";
import { cutShort } from "./response-body.ts";
import { ResponseParser, type ResponseSink } from "./response-parser.ts";

/** A response that is in memory. */
export interface WholeAnswer {
  readonly head: ReceivedHead;
  /** As they came, still encoded; none of a redirect. */
  readonly bytes: Buffer;
}

/** One exchange of which both bodies are in memory. */
export interface WholeExchange {
  readonly target: Target;
  readonly body: WholeBody;
  /** Whether a redirect is followed, and so no news. */
  readonly followsRedirects: boolean;
  /** Nothing is told once it is cancelled. */
  readonly events: HttpEvents;
  readonly cancellation: Cancellation;
  readonly meter: ExchangeMeter;
  /** The body left. */
  readonly onSent: () => void;
}

/** Does exchanges of which both bodies are in memory. */
export interface WholeExchanger {
  /** Sends a request and resolves with the response, or with the failure. */
  run(exchange: WholeExchange): Promise<WholeAnswer | Failed>;
  /** Closes every connection. */
  close(): Promise<void>;
}

/**
 * Makes exchanges on connections of its own, which are made as `agents` make theirs: one write for the request, and mostly one read for
 * the response. In a process that has just begun, less code than that of `node:http` is less time.
 */
export function createWholeExchanger(agents: Agents): WholeExchanger {
  const connections = new ConnectionPool(agents);
  return {
    run: (exchange) =>
      new Promise((resolve) => {
        let request: Buffer;
        try {
          request = encodeRequest(exchange);
        } catch (cause) {
          resolve({ cause, isSent: false, isReused: false });
          return;
        }
        new RunningExchange(exchange, connections, resolve).begin(request);
      }),
    close: () => connections.close(),
  };
}

/** No server that keeps a connection closes it as idle so soon. */
const SHORT_MS = 100;

/** What a request begins with, in the only form that HTTP allows: no line of it can end, or begin another, that is not ours. */
const REQUEST_HEAD =
  /^[!#$%&'*+\-.^_`|~\dA-Za-z]+ [\x21-\x7e]+ HTTP\/1\.1\r\n(?:[!#$%&'*+\-.^_`|~\dA-Za-z]+: [\t\x20-\x7e\x80-\xff]*\r\n)+\r\n$/;

/** The bytes of a request. Throws for a method or headers that HTTP forbids. */
function encodeRequest({ target: { url, method, headers }, body }: WholeExchange): Buffer {
  const contentLength = contentLengthOf(method, body);
  const list = requestHeaders({ headers, host: url.host, contentType: body.contentType, contentLength });
  let head = `${method} ${url.pathname}${url.search} HTTP/1.1\r\n`;
  for (let index = 0; index < list.length; index += 2) head += `${list[index]}: ${list[index + 1]}\r\n`;
  head += "Connection: keep-alive\r\n\r\n";
  if (!REQUEST_HEAD.test(head)) throw coded("ERR_INVALID_CHAR", "The request has characters that HTTP forbids");
  // One buffer is one call of the operating system.
  const bytes = Buffer.allocUnsafe(head.length + body.sizeBytes);
  bytes.write(head, "latin1");
  bytes.set(body.bytes, head.length);
  return bytes;
}

/** One exchange on its connection. */
class RunningExchange implements ConnectionUser, ResponseSink {
  readonly #exchange: WholeExchange;
  readonly #connections: ConnectionPool;
  readonly #connection: HttpConnection;
  readonly #isReused: boolean;
  readonly #settle: (result: WholeAnswer | Failed) => void;
  readonly #parser: ResponseParser;
  readonly #pieces: Buffer[] = [];
  #head: ReceivedHead | undefined;
  #receivedBytes = 0;
  #totalBytes = 0;
  #isWritten = false;
  #isSent = false;
  #isSettled = false;

  constructor(exchange: WholeExchange, connections: ConnectionPool, settle: (result: WholeAnswer | Failed) => void) {
    this.#exchange = exchange;
    this.#connections = connections;
    this.#connection = connections.take(exchange.target.url);
    this.#isReused = this.#connection.isUsed;
    this.#settle = settle;
    this.#parser = new ResponseParser(exchange.target.method, this);
  }

  begin(request: Buffer): void {
    this.#exchange.cancellation.stop = () => this.#fail(new Error("Nobody wants the response any more"));
    this.#connection.begin(this);
    // What came on a connection that was idle for long, mostly its end, is seen before it is used again. And requests that leave together,
    // once all answers that are there were read, cost less than each for itself.
    const isAlone = this.#connections.busyCount === 1 && Date.now() - this.#connection.idleSinceMs < SHORT_MS;
    if (this.#isReused && !isAlone) setImmediate(() => this.#write(request));
    else this.#write(request);
  }

  onData(bytes: Buffer): void {
    try {
      if (!this.#isWritten) throw coded("ECONNRESET", "The server sent what nobody asked for");
      this.#parser.take(bytes);
    } catch (cause) {
      this.#fail(cause);
    }
    if (this.#parser.isComplete) this.#succeed();
  }

  onEnd(): void {
    this.#parser.end();
    if (this.#parser.isComplete) this.#succeed();
    else this.#fail(this.#broken(coded("ECONNRESET", "The server closed the connection")));
  }

  onClose(cause: Error | undefined): void {
    this.#fail(this.#broken(cause ?? coded("ECONNRESET", "The connection was closed")));
  }

  onHead(head: ReceivedHead): void {
    const { followsRedirects, cancellation, events, meter } = this.#exchange;
    this.#head = head;
    meter.answered();
    // It may come before the operating system has said that it took the body.
    this.#tellSent();
    if (followsRedirects && isRedirect(head.facts.statusCode, head.find("location"))) this.#succeed();
    else if (!cancellation.isCancelled) {
      this.#totalBytes = Number(head.find("content-length") ?? 0);
      events.onHead?.(head.facts);
    }
  }

  onPiece(piece: Buffer): void {
    const { cancellation, events } = this.#exchange;
    this.#pieces.push(piece);
    this.#receivedBytes += piece.length;
    if (!cancellation.isCancelled) events.onReceived?.(this.#receivedBytes, this.#totalBytes);
  }

  #write(request: Buffer): void {
    if (this.#isSettled) return;
    this.#isWritten = true;
    this.#exchange.meter.take(this.#connection.socket, this.#isReused, this.#connection);
    this.#connection.write(request, () => this.#tellSent());
  }

  #tellSent(): void {
    if (this.#isSent || this.#isSettled) return;
    this.#isSent = true;
    this.#exchange.meter.sent();
    if (!this.#exchange.cancellation.isCancelled) this.#exchange.onSent();
  }

  #succeed(): void {
    const head = this.#head;
    if (this.#isSettled || head === undefined) return;
    const [first] = this.#pieces;
    const bytes = first !== undefined && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces);
    const idleMs = idleMsOf(head);
    // A server that answers before it has read the request may never read the rest.
    const isKept = this.#parser.keepsConnection && this.#connection.socket.writableLength === 0 && idleMs > 0;
    if (isKept) this.#connections.giveBack(this.#connection, idleMs);
    else void this.#connection.close();
    this.#end({ head, bytes });
  }

  #fail(cause: unknown): void {
    if (this.#isSettled) return;
    void this.#connection.close();
    this.#end({ cause, isSent: this.#isWritten, isReused: this.#isReused });
  }

  #end(result: WholeAnswer | Failed): void {
    this.#isSettled = true;
    this.#exchange.cancellation.stop = undefined;
    this.#settle(result);
  }

  #broken(error: Error): Error {
    return this.#head === undefined ? error : cutShort(this.#head.find("transfer-encoding"), error);
  }
}

/** How long the server keeps an idle connection, less what a request takes to arrive. */
function idleMsOf(head: ReceivedHead): number {
  const seconds = /\btimeout=(\d+)/i.exec(head.find("keep-alive") ?? "")?.[1];
  return seconds === undefined ? IDLE_MS : Math.min(IDLE_MS, Number(seconds) * 1000 - 1000);
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
