import { problemOf, problemText } from "../vite/index.ts";

/** A server that a command started. */
export interface RunningServer {
  close(): Promise<void>;
}

/**
 * Starts servers and keeps the process until a person ends it with Ctrl-C, which closes them and exits with code 0. An error is told in
 * the terminal, and exits with code 1.
 */
export async function runServers(start: () => Promise<RunningServer[]>): Promise<void> {
  let servers: RunningServer[];
  try {
    servers = await start();
  } catch (error) {
    fail(error);
    return;
  }
  const end = (): void => {
    // A second Ctrl-C ends the process at once.
    for (const signal of SIGNALS) process.removeListener(signal, end);
    Promise.all(servers.map((server) => server.close())).then(() => process.exit(0), fail);
  };
  for (const signal of SIGNALS) process.once(signal, end);
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Tells an error and lets the process exit with code 1. */
export function fail(error: unknown): void {
  console.error(problemText(problemOf(error)));
  process.exitCode = 1;
}
