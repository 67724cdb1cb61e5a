import type { Exchange, Outcome } from "../../src/tools/backend/index.ts";

/** One request as `GET /__requests` tells it. */
export interface LoggedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  /** Names of the headers, as the client wrote them. */
  headerNames: string[];
  /** Bytes of the body that were received. */
  bytes: number;
  state: "open" | Outcome;
}

/** So many requests, at least, have to be there; each name is a query parameter of `GET /__requests`. */
export interface Expectation {
  /** In any state. */
  count: number;
  open: number;
  complete: number;
  broken: number;
}

interface Entry {
  exchange: Exchange;
  state: LoggedRequest["state"];
}

/** What a test server has seen. */
export class RequestLog {
  #entries: Entry[] = [];
  readonly #listeners = new Set<() => void>();

  add(exchange: Exchange): void {
    const entry: Entry = { exchange, state: "open" };
    this.#entries.push(entry);
    this.#notify();
    void exchange.ended.then((outcome) => {
      entry.state = outcome;
      this.#notify();
    });
  }

  clear(): void {
    this.#entries = [];
  }

  list(): LoggedRequest[] {
    return this.#entries.map(({ exchange: { method, url, headers, rawHeaders, bodyBytes }, state }) => {
      const headerNames = rawHeaders.filter((_text, index) => index % 2 === 0);
      return { method, url, headers, headerNames, bytes: bodyBytes, state };
    });
  }

  /** Resolves once what is expected is there. */
  waitFor(expectation: Expectation): Promise<void> {
    return this.#until(() => this.#meets(expectation));
  }

  /** Resolves once no request is open. */
  waitUntilIdle(): Promise<void> {
    return this.#until(() => this.#entries.every(({ state }) => state !== "open"));
  }

  #until(isReached: () => boolean): Promise<void> {
    return new Promise<void>((resolve) => {
      const check = (): void => {
        if (!isReached()) return;
        this.#listeners.delete(check);
        resolve();
      };
      this.#listeners.add(check);
      check();
    });
  }

  #meets({ count, open, complete, broken }: Expectation): boolean {
    const inState = (wanted: LoggedRequest["state"]): number =>
      this.#entries.filter(({ state }) => state === wanted).length;
    return (
      this.#entries.length >= count &&
      inState("open") >= open &&
      inState("complete") >= complete &&
      inState("broken") >= broken
    );
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
