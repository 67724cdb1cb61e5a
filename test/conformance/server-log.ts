import type { Expectation, LoggedRequest } from "../support/request-log.ts";

/** The eyes and hands that a test has on the test server. */
export interface ServerLog {
  /** Forgets what was seen, and lets go what is held. */
  reset(): Promise<void>;
  /** Lets requests that are held with `?hold=` go on. */
  release(): Promise<void>;
  /** Resolves with the requests so far, as soon as what is expected is among them. */
  requests(expectation?: Partial<Expectation>): Promise<LoggedRequest[]>;
  /** Resolves as soon as no request is open. */
  idle(): Promise<void>;
  /** Lets go what is held, and until `reset` also what comes late; resolves as soon as no request is open. */
  end(): Promise<void>;
}

/** Sends a request and resolves with the text of its answer. */
export type Ask = (method: string, url: string) => Promise<string>;

const askByFetch: Ask = async (method, url) => (await fetch(url, { method })).text();

/** Connects to the test server; uses nothing that browsers lack, unless a test that counts connections gives its own way to `ask`. */
export function createServerLog(serverUrl: string, ask: Ask = askByFetch): ServerLog {
  const post = async (path: string): Promise<void> => {
    await ask("POST", serverUrl + path);
  };
  return {
    reset: () => post("/__reset"),
    release: () => post("/__release"),
    end: () => post("/__end"),
    async requests(expectation = {}) {
      const query = Object.entries(expectation).map(([name, value]) => `${name}=${value}`);
      return JSON.parse(await ask("GET", `${serverUrl}/__requests?${query.join("&")}`)) as LoggedRequest[];
    },
    idle: async () => {
      await ask("GET", `${serverUrl}/__idle`);
    },
  };
}
