import type { Expectation, LoggedRequest } from "../support/request-log.ts";

/** The eyes and hands that a test has on the test server. */
export interface ServerLog {
  /** Forgets what was seen, and lets go what is held. */
  reset(): Promise<void>;
  /** Lets requests that are held with `?hold=` go on. */
  release(): Promise<void>;
  /** Resolves with the requests so far, as soon as what is expected is among them. */
  requests(expectation?: Partial<Expectation>): Promise<LoggedRequest[]>;
}

/** Connects to the test server; uses nothing that browsers lack. */
export function createServerLog(serverUrl: string): ServerLog {
  const post = async (path: string): Promise<void> => {
    await (await fetch(serverUrl + path, { method: "POST" })).text();
  };
  return {
    reset: () => post("/__reset"),
    release: () => post("/__release"),
    async requests(expectation = {}) {
      const query = Object.entries(expectation).map(([name, value]) => `${name}=${value}`);
      const response = await fetch(`${serverUrl}/__requests?${query.join("&")}`);
      return (await response.json()) as LoggedRequest[];
    },
  };
}
