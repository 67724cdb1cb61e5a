import { Socket, type TcpNetConnectOpts } from "node:net";
import { WebSocket } from "ws";

interface Answer {
  readonly id?: number | null;
  readonly type: "success" | "error" | "event";
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A connection to a browser by WebDriver BiDi. */
export interface Bidi {
  /** Sends a command and resolves to its result. Rejects with what the browser says of it, or when the connection ends first. */
  send(method: string, params: object): Promise<unknown>;
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>;
}

/** Connects to the address that a browser prints when it starts. */
export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(url, { perMessageDeflate: false, createConnection: connectUnwatched });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  socket.on("message", (data: Buffer) => settle(waiting, JSON.parse(data.toString()) as Answer));
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  void closed.then(() => {
    for (const { reject } of waiting.values()) reject(new Error("The browser has closed its connection"));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  // What goes wrong later ends the connection, too.
  socket.on("error", () => {});
  return {
    closed,
    send: (method, params) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        if (socket.readyState !== WebSocket.OPEN) throw new Error(`${method}: the browser has closed its connection`);
        const fail = (error: Error): void => reject(new Error(`${method}: ${error.message}`, { cause: error }));
        waiting.set(id, { resolve, reject: fail });
        socket.send(JSON.stringify({ id, method, params }));
      }),
  };
}

/** Tests count the connections that this process opens by `net.connect`, and this one is no business of theirs. */
function connectUnwatched(options: object): Socket {
  const { host = "", port } = options as TcpNetConnectOpts;
  return new Socket().connect(port, host);
}

function settle(waiting: Map<number, Waiting>, { id, type, result, error, message }: Answer): void {
  const command = waiting.get(id ?? 0);
  if (command === undefined) return;
  waiting.delete(id ?? 0);
  if (type === "success") command.resolve(result);
  else command.reject(new Error(`${error}: ${message}`));
}
