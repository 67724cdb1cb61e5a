import type { Duplex } from "node:stream";
import { errorCode } from "./error-code.ts";

type Settle = (error?: Error | null) => void;

/**
 * Lets what a peer sent before it closed be read, even if a write meets the closed connection first.
 *
 * A server that refuses a body answers and closes without reading on. Node destroys a socket at the first write that fails,
 * and with it the answer that waits in the operating system. So the failure is held back until there is no more to read,
 * which is soon: whoever broke the connection sends no more.
 */
export function readBeforeFailing(socket: Duplex): void {
  const write = socket._write.bind(socket);
  const writev = socket._writev?.bind(socket);
  socket._write = (chunk, encoding, settle) => write(chunk, encoding, holdBack(socket, settle));
  if (writev) socket._writev = (chunks, settle) => writev(chunks, holdBack(socket, settle));
}

function holdBack(socket: Duplex, settle: Settle): Settle {
  return (error) => {
    if (!error || !isBroken(error) || socket.destroyed || socket.readableEnded) return settle(error);
    let isSettled = false;
    const fail = (): void => {
      if (isSettled) return;
      isSettled = true;
      settle(error);
    };
    socket.once("end", fail);
    socket.once("close", fail);
  };
}

/** Whether an operation failed because the peer had closed the connection. */
export function isBroken(error: unknown): boolean {
  return ["EPIPE", "ECONNRESET"].includes(errorCode(error));
}
