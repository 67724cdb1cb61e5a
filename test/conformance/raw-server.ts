import { once } from "node:events";
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Servers of one test that misbehave in ways which the test server does not. */
export class RawServers {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  /** Starts a server that handles each connection itself, and resolves with its URL. */
  serveSockets(serve: (socket: Socket) => void): Promise<string> {
    return this.#listen(createServer(serve));
  }

  /** Starts a server that answers requests, and resolves with its URL. */
  serve(answer: RequestListener): Promise<string> {
    return this.#listen(createHttpServer(answer));
  }

  /** How many connections there were so far. */
  get connectionCount(): number {
    return this.#sockets.size;
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #listen(server: Server): Promise<string> {
    this.#servers.push(server);
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => socket.destroy());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}

/** Reads the body of a request to its end. Rejects when the connection breaks before. */
export async function readRequest(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
