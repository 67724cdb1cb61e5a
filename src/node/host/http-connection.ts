import type { RequestOptions } from "node:https";
import { isIP, type ConnectOpts, type Socket } from "node:net";
import { IDLE_MS, type Agents } from "./agents.ts";

/** What has a connection for one exchange. */
export interface ConnectionUser {
  onData(bytes: Buffer): void;
  /** The other end sends no more. */
  onEnd(): void;
  /** The connection is lost; comes once, the last. */
  onClose(cause: Error | undefined): void;
}

/** A connection to a server, which serves one exchange at a time. */
export class HttpConnection {
  readonly origin: string;
  readonly socket: Socket;
  /** What its exchanges sent and received, in all. */
  bytesWritten = 0;
  bytesRead = 0;
  /** Whether it served before, so that the server may have closed it as idle. */
  isUsed = false;
  /** When its last exchange ended, milliseconds since 1970. */
  idleSinceMs = 0;
  #user: ConnectionUser | undefined;
  #error: Error | undefined;

  /** Begins to connect, as `agents` do. Calls `onClose` when it is lost. */
  constructor(url: URL, agents: Agents, onClose: (connection: HttpConnection) => void) {
    this.origin = url.origin;
    this.socket = connect(url, agents, (bytes) => this.#take(bytes));
    this.socket.on("data", (bytes: Buffer) => this.#take(bytes));
    this.socket.on("end", () => {
      if (this.#user === undefined) this.socket.destroy();
      else this.#user.onEnd();
    });
    // `agents` set the time after which an idle one comes here.
    this.socket.on("timeout", () => {
      if (this.#user === undefined) this.socket.destroy();
    });
    this.socket.on("error", (error) => (this.#error = error));
    this.socket.on("close", () => {
      onClose(this);
      this.#user?.onClose(this.#error);
    });
  }

  /** Begins an exchange. */
  begin(user: ConnectionUser): void {
    this.#user = user;
    if (this.isUsed) this.socket.ref();
  }

  /** Ends an exchange; the connection may serve the next within `idleMs`. */
  end(idleMs: number): void {
    this.#user = undefined;
    this.isUsed = true;
    this.idleSinceMs = Date.now();
    if (idleMs < IDLE_MS) this.socket.setTimeout(idleMs);
    // An idle connection keeps no process alive.
    this.socket.unref();
  }

  /** Closes the connection, also one that is still being made. Its user hears nothing more. */
  close(): Promise<void> {
    this.#user = undefined;
    return new Promise((resolve) => {
      if (this.socket.closed) resolve();
      else this.socket.once("close", () => resolve()).destroy();
    });
  }

  /** Sends bytes; `onSent` is called when the operating system took them. */
  write(bytes: Buffer, onSent: () => void): void {
    this.bytesWritten += bytes.length;
    this.socket.write(bytes, (error) => {
      if (!error) onSent();
    });
  }

  #take(bytes: Buffer): void {
    this.bytesRead += bytes.length;
    // Nobody asked for it, so it must not answer who asks next.
    if (this.#user === undefined) this.socket.destroy();
    else this.#user.onData(bytes);
  }
}

/** All connections read into it in turn, so that none of them takes 64 KiB for a few bytes. */
const readBuffer: Buffer = Buffer.allocUnsafeSlow(64 * 1024);

/** What comes goes to `onData`, past the queue of the stream, which costs a small exchange 5% of its time. */
function connect({ protocol, hostname, port }: URL, agents: Agents, onData: (bytes: Buffer) => void): Socket {
  const isSecure = protocol === "https:";
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const take = (count: number): boolean => {
    const bytes = Buffer.from(readBuffer.subarray(0, count));
    // A slow network has a `push` of its own, which makes what comes wait.
    if (Object.hasOwn(socket, "push")) return socket.push(bytes);
    onData(bytes);
    return true;
  };
  const options: RequestOptions & Pick<ConnectOpts, "onread"> = {
    host,
    port: Number(port) || (isSecure ? 443 : 80),
    servername: isIP(host) === 0 ? host : "",
    onread: { buffer: readBuffer, callback: take },
  };
  // Without a path to a local socket it makes no other kind of stream.
  const socket = (isSecure ? agents.https : agents.http).createConnection(options) as Socket;
  return socket;
}
