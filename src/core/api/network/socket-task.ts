import type { AnyParams } from "../api.ts";
import type { CallContext } from "../call-context.ts";
import type { Callbacks } from "../callbacks.ts";
import { readOptions } from "../parameters.ts";
import { toOutcomeSync } from "../run.ts";
import { deliver, readCallbacks } from "../settle.ts";
import { WxError } from "../wx-error.ts";
import { closeSocket, toClosing, type CloseSocketOptions } from "./close-socket.ts";
import { checkMessage, sendSocketMessage, type SendSocketMessageOptions } from "./send-socket-message.ts";
import { SOCKET_STATES, type Socket, type SocketClosing, type SocketTaskEvents } from "./sockets.ts";

type Listener<Event extends keyof SocketTaskEvents> = (event: SocketTaskEvents[Event]) => void;

/** A connection, as an app has it. Listeners are called in the order in which they were added; none can be removed. */
export interface SocketTask {
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
  readonly readyState: number;
  /** Succeeds when the message was handed to the network. */
  send(options: SendSocketMessageOptions & Callbacks<void>): void;
  /** Closes the connection, or gives it up before it is open. */
  close(options?: CloseSocketOptions & Callbacks<void>): void;
  onOpen(listener: Listener<"open">): void;
  onMessage(listener: Listener<"message">): void;
  /** An `onClose` with code 1006 follows. */
  onError(listener: Listener<"error">): void;
  onClose(listener: Listener<"close">): void;
}

/** Makes the Task of a connection. */
export function createSocketTask(socket: Socket, context: CallContext): SocketTask {
  const send: Method = {
    name: "SocketTask.send",
    params: sendSocketMessage.params,
    run({ data }: SendSocketMessageOptions) {
      checkMessage(data);
      context.background.check();
      if (!socket.send(data)) throw new WxError("SocketTask.readyState is not OPEN");
    },
  };
  const close: Method = {
    name: closeSocket.name,
    params: closeSocket.params,
    run(options: SocketClosing) {
      const closing = toClosing(options);
      context.background.check();
      if (socket.state === SOCKET_STATES.CLOSED) throw new WxError("wcwss taskID not exist");
      if (!socket.close(closing)) throw new WxError("WebSocket is not connected");
    },
  };
  const task = {
    get readyState() {
      return socket.state;
    },
    send: (options?: unknown) => callMethod(send, options, context),
    close: (options?: unknown) => callMethod(close, options, context),
    onOpen: (listener: unknown) => socket.on("open", listener),
    onMessage: (listener: unknown) => socket.on("message", listener),
    onError: (listener: unknown) => socket.on("error", listener),
    onClose: (listener: unknown) => socket.on("close", listener),
  };
  const constants = Object.entries(SOCKET_STATES).map(([name, value]) => [name, { value, enumerable: true }]);
  Object.defineProperties(task, Object.fromEntries(constants) as PropertyDescriptorMap);
  return task as typeof task & typeof SOCKET_STATES;
}

/** Makes the Task of a connection that was never opened. */
export function createClosedSocketTask(context: CallContext): SocketTask {
  const closed: Socket = { state: SOCKET_STATES.CLOSED, send: () => false, close: () => false, on: () => {} };
  return createSocketTask(closed, context);
}

/** A method that takes an options object and answers by callbacks only. */
interface Method {
  /** What stands before `:ok` and `:fail`. */
  readonly name: string;
  readonly params: AnyParams;
  /** Throws a `WxError`. */
  run(options: object): void;
}

function callMethod(method: Method, options: unknown, { app }: CallContext): void {
  const outcome = toOutcomeSync(method, () => method.run(readOptions(method.params, options)));
  const callbacks = readCallbacks(options);
  // A promise for each of many small messages would cost more than the message.
  if (callbacks !== undefined) queueMicrotask(() => deliver(callbacks, outcome, (error) => app.reportError(error)));
}
