import { createBirpc } from "birpc";
import { decodeError, encodeError, type ErrorMessage } from "./error-message.ts";
import { transferred } from "./transfer.ts";

/** What a connection runs over: a `MessagePort`, a `Worker`, or the global scope of a worker. */
export interface Channel {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  removeEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  /** Ports deliver nothing before this was called. */
  start?(): void;
}

/** An interface whose members are functions. The name of each is its message type, such as `"page.patch"`, and has a dot. */
export type Functions<T> = { [Name in keyof T]: (...parameters: never[]) => unknown };

/** Sends messages to the functions of the other side. Messages arrive in the order in which they were called or sent. */
export interface Connection<Remote extends Functions<Remote>> {
  /** Resolves with the answer, however long it takes. Rejects with the error of the other side, or when the arguments can't be cloned. */
  call<Name extends keyof Remote & string>(
    name: Name,
    ...parameters: Parameters<Remote[Name]>
  ): Promise<Awaited<ReturnType<Remote[Name]>>>;
  /** Sends without asking for an answer. Throws when the arguments can't be cloned. */
  send<Name extends keyof Remote & string>(name: Name, ...parameters: Parameters<Remote[Name]>): void;
  /** How many calls wait for their answer. */
  readonly pendingCount: number;
  /** Stops listening and rejects the calls that wait and those to come with `error`. What is sent later goes nowhere. The channel stays open. */
  close(error?: Error): void;
}

/** A message that wants no answer. */
interface Notice {
  notice: string;
  parameters: unknown[];
}

/** A call or an answer, as birpc makes it. */
interface Exchange {
  a?: unknown[];
  r?: unknown;
  e?: ErrorMessage;
}

/**
 * Connects the functions of this side, `local`, with those of the other side.
 *
 * What a local function throws crosses to the caller; after a message that was sent without asking for an answer, it is uncaught here.
 */
export function connect<Remote extends Functions<Remote> & object, Local extends Functions<Local> & object>(
  channel: Channel,
  local: Local,
): Connection<Remote> {
  // The dot keeps messages away from what every object inherits, such as its constructor.
  const find = (name: string): unknown => (name.includes(".") ? Reflect.get(local, name) : undefined);
  let pendingCount = 0;
  let closedBy: Error | undefined;

  let receive: (exchange: unknown) => void = () => {};
  const listener = ({ data }: { data: unknown }): void => {
    if (!isNotice(data)) return receive(data);
    const receiver = find(data.notice);
    if (typeof receiver !== "function") throw new Error(`No function takes the message "${data.notice}"`);
    Reflect.apply(receiver, local, data.parameters);
  };
  const rpc = createBirpc<Remote, Local, false>(local, {
    post: (exchange: Exchange) => {
      if (closedBy === undefined) channel.postMessage(exchange, transferred(exchange.a ?? [exchange.r]));
    },
    on: (handler) => {
      receive = handler;
    },
    serialize: (exchange: object) => ("e" in exchange ? { ...exchange, e: encodeError(exchange.e) } : exchange),
    deserialize: (exchange: Exchange) =>
      exchange.e !== undefined ? { ...exchange, e: decodeError(exchange.e) } : exchange,
    resolver: (name, method) => (typeof find(name) === "function" ? method : undefined),
    // A result that can't be cloned: `true` lets birpc answer with that error. Without a name it is an error of `call`, which rejects.
    onGeneralError: (_error, name) => name !== undefined,
    bind: "functions",
    proxify: false,
    timeout: -1,
  });
  channel.addEventListener("message", listener);
  channel.start?.();

  return {
    call(name, ...parameters) {
      if (closedBy !== undefined) return Promise.reject(closedBy);
      pendingCount += 1;
      return rpc.$call(name, ...parameters).finally(() => {
        pendingCount -= 1;
      });
    },
    send(name, ...parameters) {
      if (closedBy !== undefined) return;
      const notice: Notice = { notice: name, parameters };
      channel.postMessage(notice, transferred(parameters));
    },
    get pendingCount() {
      return pendingCount;
    },
    close(error = new Error("The connection was closed")) {
      if (closedBy !== undefined) return;
      closedBy = error;
      channel.removeEventListener("message", listener);
      void rpc.$rejectPendingCalls(({ reject }) => reject(error));
      rpc.$close();
    },
  };
}

function isNotice(data: unknown): data is Notice {
  return typeof data === "object" && data !== null && "notice" in data;
}
