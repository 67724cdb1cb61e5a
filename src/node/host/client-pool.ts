import type { RequestOptions } from "node:https";
import type { Socket } from "node:net";
import { Client, type buildConnector } from "undici";
import { IDLE_MS, type Agents } from "./agents.ts";

/** A client of one connection, which serves one request at a time. */
export interface TakenClient {
  readonly client: Client;
  /** Whether its connection served before, so that the server may have closed it as idle. */
  readonly isUsed: boolean;
}

interface OpenClient {
  readonly origin: string;
  /** Its latest connection, which may not be made yet. */
  socket?: Socket;
}

/** The clients of one device, which keep their connections for the next request. They are made as those of `agents` are. */
export class ClientPool {
  readonly #agents: Agents;
  readonly #idle = new Map<string, Client[]>();
  readonly #all = new Map<Client, OpenClient>();

  constructor(agents: Agents) {
    this.#agents = agents;
  }

  /** Gives the client that was used last, or a new one. It belongs to the caller until he gives it back or drops it. */
  take(origin: string): TakenClient {
    const idle = this.#idle.get(origin)?.pop();
    return idle === undefined ? { client: this.#create(origin), isUsed: false } : { client: idle, isUsed: true };
  }

  giveBack(client: Client): void {
    const open = this.#all.get(client);
    if (open === undefined) return;
    const idle = this.#idle.get(open.origin);
    if (idle === undefined) this.#idle.set(open.origin, [client]);
    else idle.push(client);
  }

  /** The connection of a client, once it was begun. */
  socketOf(client: Client): Socket | undefined {
    return this.#all.get(client)?.socket;
  }

  /** Closes the connection of a client, also one that is still being made. */
  async drop(client: Client): Promise<void> {
    const open = this.#all.get(client);
    if (open === undefined) return;
    this.#all.delete(client);
    const rest = this.#idle.get(open.origin)?.filter((other) => other !== client) ?? [];
    if (rest.length === 0) this.#idle.delete(open.origin);
    else this.#idle.set(open.origin, rest);
    open.socket?.destroy();
    await client.destroy();
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#all.keys(), (client) => this.drop(client)));
  }

  #create(origin: string): Client {
    const open: OpenClient = { origin };
    const client = new Client(origin, {
      connect: (options, callback) => void (open.socket = this.#connect(options, callback)),
      // The app has time limits of its own.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_MS,
      // Also where a server would keep it longer.
      keepAliveMaxTimeout: IDLE_MS,
    });
    client.on("disconnect", () => {
      if (this.#idle.get(origin)?.includes(client) === true) void this.drop(client);
    });
    this.#all.set(client, open);
    return client;
  }

  #connect(
    { hostname, protocol, port, servername }: buildConnector.Options,
    callback: buildConnector.Callback,
  ): Socket {
    const isSecure = protocol === "https:";
    const agent = isSecure ? this.#agents.https : this.#agents.http;
    const host = hostname.replace(/^\[(.*)\]$/, "$1");
    const options: RequestOptions = { host, port: Number(port) || (isSecure ? 443 : 80), servername };
    const socket = agent.createConnection(options) as Socket;
    const fail = (error: Error): void => callback(error, null);
    socket.once("error", fail);
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      socket.off("error", fail);
      callback(null, socket);
    });
    return socket;
  }
}
