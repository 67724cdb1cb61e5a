import { HostError, type SocketConnection, type SocketProfile } from "../../ports/index.ts";
import type { BackgroundRule } from "../background.ts";
import type { ApiContext } from "../context.ts";
import { describeFailure } from "../failures.ts";
import { createListeners, type Listeners } from "../listeners.ts";
import { WxError } from "../wx-error.ts";
import { toAppHeader } from "./http-headers.ts";
import { createSocketLog, type SocketReporter } from "./socket-log.ts";
import {
  SOCKET_STATES,
  type Socket,
  type SocketClosing,
  type SocketOpening,
  type Sockets,
  type SocketState,
  type SocketTaskEvents,
} from "./sockets.ts";

/** Connecting, open and closing ones together. */
const MAX_CONNECTIONS = 5;
/** The code of a connection that ended without a closing handshake. */
const ABNORMAL_CLOSURE = 1006;

type SocketListeners = Readonly<Record<keyof SocketTaskEvents, Listeners>>;

/** Makes an empty set of connections. */
export function createSockets(context: ApiContext, background: BackgroundRule): Sockets {
  const alive = new Set<Socket>();
  const watchers = createSocketListeners("wx.onSocket", context);
  const log = createSocketLog(context.ports);
  let bound: Socket | undefined;
  return {
    get bound() {
      return bound;
    },
    open(opening) {
      background.check();
      if (alive.size >= MAX_CONNECTIONS) {
        throw new WxError(`fail reach max websocket connect count ${MAX_CONNECTIONS}`);
      }
      const socket: OpenedSocket = new OpenedSocket(opening, context, log.open(opening.api.name, opening.request), {
        ended() {
          alive.delete(socket);
          release();
        },
        watchers: () => (socket === bound ? watchers : undefined),
      });
      const release = background.guard((reason) => socket.interrupt(reason));
      alive.add(socket);
      if (bound === undefined || !alive.has(bound)) [bound] = alive;
      return socket;
    },
    on: (event, listener) => watchers[event].add(listener),
  };
}

/** What a connection needs to know of the others. */
interface Surroundings {
  /** Takes that it is closed, before its last events. */
  ended(): void;
  /** Those who hear its events beside its own listeners. */
  watchers(): SocketListeners | undefined;
}

class OpenedSocket implements Socket {
  readonly #opening: SocketOpening;
  readonly #reporter: SocketReporter | undefined;
  readonly #surroundings: Surroundings;
  readonly #listeners: SocketListeners;
  readonly #connection: SocketConnection;
  readonly #stopTimer: () => void;
  #state: SocketState = SOCKET_STATES.CONNECTING;
  /** What the app closed it with. */
  #closing: SocketClosing | undefined;

  constructor(
    opening: SocketOpening,
    context: ApiContext,
    reporter: SocketReporter | undefined,
    surroundings: Surroundings,
  ) {
    const { socket, clock } = context.ports;
    this.#opening = opening;
    this.#reporter = reporter;
    this.#surroundings = surroundings;
    this.#listeners = createSocketListeners("SocketTask.on", context);
    this.#connection = socket.open(opening.request, {
      onOpen: (header, profile) => this.#open(header, profile),
      onMessage: (data) => this.#receive(data),
      onEnd: (end) => ("failure" in end ? this.#fail(new HostError("network", end.failure)) : this.#end(end)),
    });
    this.#stopTimer = clock.schedule(opening.timeoutMs, () => this.#giveUp());
  }

  get state(): SocketState {
    return this.#state;
  }

  send(data: string | ArrayBuffer): boolean {
    const isSent = this.#state === SOCKET_STATES.OPEN && this.#connection.send(data);
    if (isSent) this.#reporter?.message("sent", data);
    return isSent;
  }

  close(closing: SocketClosing): boolean {
    if (this.#state === SOCKET_STATES.CLOSING || this.#state === SOCKET_STATES.CLOSED) return false;
    this.#state = SOCKET_STATES.CLOSING;
    this.#closing = closing;
    this.#reporter?.closing();
    this.#stopTimer();
    this.#connection.close(closing.code, closing.reason);
    return true;
  }

  on(event: keyof SocketTaskEvents, listener: unknown): void {
    this.#listeners[event].add(listener);
  }

  /** Ends it at once; an app that still waits for it to open hears why. */
  interrupt(reason: WxError): void {
    const isConnecting = this.#state === SOCKET_STATES.CONNECTING;
    if (this.#state !== SOCKET_STATES.CLOSING) this.#connection.close(1000, "");
    this.#end({ code: ABNORMAL_CLOSURE, reason: reason.message }, isConnecting ? reason : undefined);
  }

  #open(header: Readonly<Record<string, string>>, profile?: SocketProfile): void {
    if (this.#state !== SOCKET_STATES.CONNECTING) return;
    this.#stopTimer();
    this.#state = SOCKET_STATES.OPEN;
    this.#reporter?.open(header);
    const event = { header: toAppHeader(header) };
    const watchers = this.#surroundings.watchers();
    this.#listeners.open.emit(profile === undefined ? event : { ...event, profile });
    watchers?.open.emit(event);
  }

  #receive(data: string | ArrayBuffer): void {
    if (this.#state !== SOCKET_STATES.OPEN) return;
    this.#reporter?.message("received", data);
    this.#emit("message", { data: ownData(data) }, this.#surroundings.watchers());
  }

  #giveUp(): void {
    this.#connection.close(1000, "");
    this.#fail(new WxError("timeout", 5));
  }

  #fail(error: Error): void {
    this.#end({ code: ABNORMAL_CLOSURE, reason: "" }, error);
  }

  #end({ code, reason }: SocketClosing, error?: Error): void {
    if (this.#state === SOCKET_STATES.CLOSED) return;
    this.#stopTimer();
    this.#state = SOCKET_STATES.CLOSED;
    // A listener of the first event may open a connection, which binds another one.
    const watchers = this.#surroundings.watchers();
    this.#surroundings.ended();
    const isFailed = error !== undefined && this.#closing === undefined;
    const failure = isFailed ? describeFailure(this.#opening.api, error) : undefined;
    const closing = this.#closing ?? { code, reason };
    this.#reporter?.closed(closing, failure?.errMsg);
    if (failure !== undefined) this.#emit("error", failure, watchers);
    this.#emit("close", closing, watchers);
  }

  #emit<Event extends keyof SocketTaskEvents>(
    event: Event,
    value: SocketTaskEvents[Event],
    watchers: SocketListeners | undefined,
  ): void {
    this.#listeners[event].emit(value);
    watchers?.[event].emit(value);
  }
}

function createSocketListeners(prefix: string, { app }: ApiContext): SocketListeners {
  const create = (event: string): Listeners => createListeners(`${prefix}${event}`, (error) => app.reportError(error));
  return { open: create("Open"), message: create("Message"), error: create("Error"), close: create("Close") };
}

/** Bytes as a buffer of this realm, which is the app's. */
function ownData(data: string | ArrayBuffer): string | ArrayBuffer {
  return typeof data === "string" || data instanceof ArrayBuffer ? data : new Uint8Array(data).slice().buffer;
}
