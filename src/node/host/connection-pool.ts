import type { Agents } from "./agents.ts";
import { HttpConnection } from "./http-connection.ts";

/** The connections of one device for exchanges in memory, which are kept for the next. */
export class ConnectionPool {
  readonly #agents: Agents;
  readonly #all = new Set<HttpConnection>();
  /** By origin; what was used last comes last. */
  readonly #idle = new Map<string, HttpConnection[]>();

  constructor(agents: Agents) {
    this.#agents = agents;
  }

  /** How many connections serve an exchange now. */
  get busyCount(): number {
    let count = this.#all.size;
    for (const idle of this.#idle.values()) count -= idle.length;
    return count;
  }

  /** Gives the connection that was used last, or a new one. It belongs to the caller until he gives it back or closes it. */
  take(url: URL): HttpConnection {
    const idle = this.#idle.get(url.origin);
    for (let latest = idle?.pop(); latest !== undefined; latest = idle?.pop()) {
      // One that was closed just now is about to tell of it.
      if (!latest.socket.destroyed) return latest;
    }
    const connection = new HttpConnection(url, this.#agents, (closed) => this.#forget(closed));
    this.#all.add(connection);
    return connection;
  }

  /** Takes a connection back for `idleMs` at most. */
  giveBack(connection: HttpConnection, idleMs: number): void {
    connection.end(idleMs);
    const idle = this.#idle.get(connection.origin);
    if (idle === undefined) this.#idle.set(connection.origin, [connection]);
    else idle.push(connection);
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#all, (connection) => connection.close()));
  }

  #forget(connection: HttpConnection): void {
    this.#all.delete(connection);
    const rest = this.#idle.get(connection.origin)?.filter((other) => other !== connection) ?? [];
    if (rest.length === 0) this.#idle.delete(connection.origin);
    else this.#idle.set(connection.origin, rest);
  }
}
