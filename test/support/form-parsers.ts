import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A server whose language reads forms its own way, and answers with what it read; or why there is none. */
export type FormParser = { name: string; url: string } | { name: string; missing: string };

/** Servers that run. */
export interface FormParsers {
  readonly list: readonly FormParser[];
  close(): Promise<void>;
}

const PYTHON_PARSERS = ["werkzeug", "multipart"] as const;
const PHP_MISSING = "PHP is not installed (Debian: php-cli)";
const PYTHON_MISSING = "Python's parsers are not installed (Debian: python3-werkzeug python3-multipart)";

/** Starts those that this machine has. */
export async function startFormParsers(): Promise<FormParsers> {
  const children: ChildProcess[] = [];
  const php = await startPhp(children);
  const python = await startPython(children);
  return {
    list: [
      { name: "PHP", ...(php === undefined ? { missing: PHP_MISSING } : { url: `${php}/` }) },
      ...PYTHON_PARSERS.map((name) => ({
        name,
        ...(python === undefined ? { missing: PYTHON_MISSING } : { url: `${python}/${name}` }),
      })),
    ],
    async close() {
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, "close");
          child.kill();
          await ended;
        }),
      );
    },
  };
}

async function startPhp(children: ChildProcess[]): Promise<string | undefined> {
  const port = await freePort();
  const limits = ["upload_max_filesize=64M", "post_max_size=64M"].flatMap((limit) => ["-d", limit]);
  const script = fileURLToPath(new URL("parsers/server.php", import.meta.url));
  const started = await start("php", [...limits, "-S", `127.0.0.1:${port}`, script], "stderr", children);
  return started === undefined ? undefined : `http://127.0.0.1:${port}`;
}

async function startPython(children: ChildProcess[]): Promise<string | undefined> {
  const script = fileURLToPath(new URL("parsers/server.py", import.meta.url));
  // That of the system has its packages; another one may come before it on the path.
  for (const python of ["/usr/bin/python3", "python3"]) {
    const port = await start(python, [script], "stdout", children);
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  return undefined;
}

/** Starts a server and resolves with the first line that it prints when it listens; `undefined` when it ends before. */
async function start(
  command: string,
  args: string[],
  output: "stdout" | "stderr",
  children: ChildProcess[],
): Promise<string | undefined> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => {});
  const line = new Promise<string | undefined>((resolve) => {
    createInterface(child[output]).once("line", resolve);
    child.once("error", () => resolve(undefined));
    child.once("close", () => resolve(undefined));
  });
  // Nobody may wait for a pipe that is full.
  child.stdout.resume();
  child.stderr.resume();
  const first = await line;
  if (child.exitCode !== null || child.pid === undefined) return undefined;
  children.push(child);
  return first;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
