import colors from "picocolors";
import { startBackend } from "../backend/index.ts";
import { parsePort } from "./port.ts";
import { runServers } from "./run-servers.ts";

/** Options of `minihost backend` as the parser gives them; it makes numbers of what looks like one. */
interface BackendOptions {
  port: string | number;
  dir: string | number;
}

/** `minihost backend`: runs the example backend until Ctrl-C. */
export async function backend({ port, dir }: BackendOptions): Promise<void> {
  const options = { port: parsePort(port), host: "127.0.0.1", dir: String(dir) };
  await runServers(async () => {
    const server = await startBackend(options);
    console.log(`${colors.bold("minihost backend")} ${colors.cyan(server.url)}`);
    return [server];
  });
}
