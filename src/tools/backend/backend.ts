import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { WebSocketServer } from "ws";
import type { RequestHook } from "./exchange.ts";
import { listen } from "./listen.ts";
import { createRoutes } from "./routes.ts";
import { serveRequest } from "./serve-request.ts";
import { serveSocket } from "./serve-socket.ts";
import { openStoredFiles } from "./stored-files.ts";

/** How a backend is started. */
export interface BackendOptions {
  /** `0` takes any free port. @default 8090 */
  port?: number;
  /** @default "127.0.0.1" */
  host?: string;
  /** Where uploaded files go; made where it is missing. */
  dir: string;
  /** Takes one line for each request that has ended. */
  log?: (line: string) => void;
  /** Stands between every request and its answer; for tests. */
  onRequest?: RequestHook;
}

/** A backend that listens. */
export interface Backend {
  /** Where it listens, such as `http://127.0.0.1:8090`, without a slash at its end. */
  url: string;
  port: number;
  /** Ends every connection and frees the port. Uploads that were under way leave nothing behind. */
  close(): Promise<void>;
}

/** Starts the example backend. Rejects with a `ToolError` when it can't listen. */
export async function startBackend({
  port = 8090,
  host = "127.0.0.1",
  dir,
  log = () => undefined,
  onRequest = (_, answer) => answer(),
}: BackendOptions): Promise<Backend> {
  const routes = createRoutes(await openStoredFiles(dir));
  const serving = { routes, onRequest, log };
  // A slow upload is no attack here, and a connection that waits for its next request may wait for a person.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 });
  const socketServer = new WebSocketServer({ noServer: true });
  const sockets = new Set<Socket>();
  const running = new Set<Promise<void>>();
  const run = (work: Promise<void>): void => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("request", (incoming, outgoing) => run(serveRequest(incoming, outgoing, serving)));
  server.on("upgrade", (incoming, socket: Socket, head) =>
    run(serveSocket(incoming, socket, head, socketServer, serving)),
  );
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed, ...running]);
    },
  };
}
