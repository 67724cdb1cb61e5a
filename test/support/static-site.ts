import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { MinihostConfig } from "../../src/tools/vite/index.ts";

const binary = fileURLToPath(new URL("../../bin/minihost.js", import.meta.url));

/** What any server knows of files. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

/** A run of the command line that has ended. */
export interface EndedRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `minihost build` with these parameters in a folder. */
export async function runBuild(parameters: readonly string[], cwd: string): Promise<EndedRun> {
  const child = spawn(process.execPath, [binary, "build", ...parameters], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (output.stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...output };
}

/** A server of files that knows nothing of minihost. */
export interface StaticSite {
  /** Ends with a slash. */
  url: string;
  port: number;
  /** What was asked for so far, as `GET /path 200`. */
  answers: readonly string[];
  close(): Promise<void>;
}

/** Builds an app by the real command line, with this configuration, and serves it below a path. The build must have no complaints. */
export async function serveBuild(app: string, base: string, config: MinihostConfig = {}): Promise<StaticSite> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-site-"));
  await cp(app, join(dir, "app"), { recursive: true });
  await writeFile(join(dir, "app/minihost.config.mjs"), `export default ${JSON.stringify(config)};\n`);
  const { code, stderr } = await runBuild(["app"], dir);
  if (code !== 0 || stderr !== "") throw new Error(`minihost build ended with ${code}:\n${stderr}`);
  const site = await serveFolder(join(dir, "dist"), base);
  return {
    ...site,
    async close() {
      await site.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** Serves the files of a folder below a path, which begins and ends with a slash. It sends no headers but the type. */
async function serveFolder(folder: string, base: string): Promise<StaticSite> {
  const answers: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { method = "", url = "" } = request;
      const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
      const file = join(folder, path.endsWith("/") ? `${path.slice(base.length)}index.html` : path.slice(base.length));
      const isInside = path.startsWith(base) && !relative(folder, file).startsWith("..");
      const bytes = isInside && method === "GET" ? await readFile(file).catch(() => undefined) : undefined;
      const status = bytes === undefined ? 404 : 200;
      answers.push(`${method} ${url} ${status}`);
      response.writeHead(status, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    port,
    answers,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
