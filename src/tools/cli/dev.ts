import colors from "picocolors";
import { startDevServer } from "../vite/index.ts";
import { parsePort } from "./port.ts";
import { runServers } from "./run-servers.ts";

/** Options of `minihost dev` as the parser gives them; it makes numbers of what looks like one. */
interface DevOptions {
  port: string | number;
  host: string | number;
  open?: boolean;
}

/** `minihost dev`: runs a mini program in the simulator until Ctrl-C. */
export async function dev(dir: string | number | undefined, { port, host, open = false }: DevOptions): Promise<void> {
  const options = { dir: String(dir ?? "."), port: parsePort(port), host: String(host), open };
  await runServers(async () => {
    const server = await startDevServer(options);
    console.log(`${colors.bold("minihost")} ${colors.cyan(server.url)}`);
    return [server];
  });
}
