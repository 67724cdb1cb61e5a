import type { Socket } from "node:net";
import type { Dispatcher } from "undici";
import type { HttpEvents } from "../../core/ports/index.ts";
import { isRedirect } from "../../core/protocol/index.ts";
import type { Agents } from "./agents.ts";
import type { Cancellation } from "./cancellation.ts";
import { ClientPool } from "./client-pool.ts";
import type { ExchangeMeter } from "./exchange-meter.ts";
import type { Failed } from "./http-exchange.ts";
import { readHead, requestHeaders, type ReceivedHead } from "./http-headers.ts";
import { namedNetworkError } from "./network-error.ts";
import type { Target } from "./redirect.ts";
import { contentLengthOf, type WholeBody } from "./request-body.ts";
import { cutShort } from "./response-body.ts";

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
 * Makes exchanges by undici's dispatcher, which takes two thirds of the time of `node:http` for a small upload. Its connections are made
 * as `agents` make theirs.
 */
export function createWholeExchanger(agents: Agents): WholeExchanger {
  const clients = new ClientPool(agents);
  return {
    run: (exchange) =>
      new Promise((resolve) => {
        const { client, isUsed } = clients.take(exchange.target.url.origin);
        const connection = { isUsed, socket: () => clients.socketOf(client) };
        const handler = new WholeHandler(exchange, connection, (result) => {
          if ("cause" in result) void clients.drop(client);
          else clients.giveBack(client);
          resolve(result);
        });
        try {
          client.dispatch(toOptions(exchange), handler);
        } catch (cause) {
          handler.fail(cause);
        }
      }),
    close: () => clients.close(),
  };
}

function toOptions({ target, body }: WholeExchange): Dispatcher.DispatchOptions & { origin: string } {
  const { url, method, headers } = target;
  const contentLength = contentLengthOf(method, body);
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: requestHeaders({ headers, host: url.host, contentType: body.contentType, contentLength }),
    body: contentLength === undefined ? null : body.bytes,
  };
}

/** What an exchange goes over. */
interface UsedConnection {
  /** Whether it served before. */
  readonly isUsed: boolean;
  /** Gives the socket, once the exchange may begin. */
  socket(): Socket | undefined;
}

/** Takes what undici tells of one exchange. */
class WholeHandler implements Dispatcher.DispatchHandler {
  readonly #exchange: WholeExchange;
  readonly #connection: UsedConnection;
  readonly #settle: (result: WholeAnswer | Failed) => void;
  readonly #pieces: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #head: ReceivedHead | undefined;
  #receivedBytes = 0;
  #totalBytes = 0;
  #isSettled = false;

  constructor(exchange: WholeExchange, connection: UsedConnection, settle: (result: WholeAnswer | Failed) => void) {
    this.#exchange = exchange;
    this.#connection = connection;
    this.#settle = settle;
    exchange.cancellation.stop = () => this.#stop();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#exchange.meter.take(this.#connection.socket(), this.#connection.isUsed);
    if (this.#exchange.cancellation.isCancelled) controller.abort(stopped());
    // The bytes leave in the turn that begins now.
    else process.nextTick(tellSent, this.#exchange);
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number): void {
    // What informs of a response to come is none.
    if (statusCode < 200) return;
    const head = readHead(statusCode, textsOf(controller.rawHeaders));
    this.#head = head;
    this.#exchange.meter.answered();
    const { followsRedirects, cancellation, events } = this.#exchange;
    if (followsRedirects && isRedirect(statusCode, head.find("location"))) {
      this.onResponseEnd();
      controller.abort(stopped());
    } else if (!cancellation.isCancelled) {
      this.#totalBytes = Number(head.find("content-length") ?? 0);
      events.onHead?.(head.facts);
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    const { cancellation, events } = this.#exchange;
    this.#pieces.push(piece);
    this.#receivedBytes += piece.length;
    if (!cancellation.isCancelled) events.onReceived?.(this.#receivedBytes, this.#totalBytes);
  }

  onResponseEnd(): void {
    const [first] = this.#pieces;
    const bytes = first !== undefined && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces);
    if (this.#head === undefined) this.fail(namedNetworkError("INVALID_HTTP_RESPONSE"));
    else this.#end({ head: this.#head, bytes });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(this.#head === undefined ? withCode(error) : cutShort(this.#head.find("transfer-encoding"), error));
  }

  /** Ends it without a response. */
  fail(cause: unknown): void {
    this.#end({ cause, isSent: true, isReused: this.#connection.isUsed });
  }

  #end(result: WholeAnswer | Failed): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#exchange.cancellation.stop = undefined;
    this.#settle(result);
  }

  #stop(): void {
    this.#controller?.abort(stopped());
    this.fail(stopped());
  }
}

function tellSent({ cancellation, meter, onSent }: WholeExchange): void {
  meter.sent();
  if (!cancellation.isCancelled) onSent();
}

/** Headers as text: bytes above ASCII stand for themselves. */
function textsOf(rawHeaders: Dispatcher.DispatchController["rawHeaders"]): string[] {
  return Array.isArray(rawHeaders) ? rawHeaders.map((part) => part.toString("latin1")) : [];
}

/** Gives failures of undici that have no code of their own those of `node:http`. */
function withCode(error: Error): Error {
  if (error.message === "other side closed") return coded("ECONNRESET", error);
  return error.name === "HTTPParserError" ? coded("HPE_INVALID_CONSTANT", error) : error;
}

function coded(code: string, cause: Error): Error {
  return Object.assign(new Error(cause.message, { cause }), { code });
}

function stopped(): Error {
  return new Error("Nobody wants the response any more");
}
