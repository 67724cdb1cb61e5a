import { createServer } from "vite";
import { findProject, ToolError } from "../compiler/index.ts";
import { minihost } from "./plugin.ts";
import { findRuntime } from "./runtime-folder.ts";

/** What to serve, and where. */
export interface DevServerOptions {
  /** Folder with project.config.json or app.json. */
  dir: string;
  /**
   * `0` for a free one.
   *
   * @default 5173
   */
  port?: number;
  /** @default "127.0.0.1" */
  host?: string;
  /**
   * Whether to show the simulator in the person's browser.
   *
   * @default false
   */
  open?: boolean;
}

/** A dev server that runs. */
export interface DevServer {
  /** Address of the simulator. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a mini program for development until it is closed. Rejects with a `ToolError` when there is no app in the folder, or the
 * address is not free.
 */
export async function startDevServer({
  dir,
  port = 5173,
  host = "127.0.0.1",
  open = false,
}: DevServerOptions): Promise<DevServer> {
  // Both are needed before the plugin asks: a server that failed half way has watchers that nobody closes.
  await Promise.all([findProject(dir), findRuntime()]);
  const server = await createServer({
    configFile: false,
    envDir: false,
    root: dir,
    plugins: [minihost()],
    logLevel: "warn",
    clearScreen: false,
    server: { host, port, strictPort: true },
  });
  try {
    await server.listen();
  } catch (cause) {
    await server.close();
    throw listenError(cause, host, port);
  }
  if (open) server.openBrowser();
  const [url = ""] = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])];
  return { url, close: () => server.close() };
}

function listenError(cause: unknown, host: string, port: number): unknown {
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "EADDRINUSE" || message.includes("already in use")) {
    return new ToolError("server.port", `Port ${port} is taken`, { hint: `Choose another: --port ${port + 1}`, cause });
  }
  if (code === "EACCES") {
    return new ToolError("server.port", `Port ${port} may not be used: ${message}`, {
      hint: "Choose one above 1023",
      cause,
    });
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    const hint = "Use 127.0.0.1, or 0.0.0.0 for all addresses of this machine";
    return new ToolError("server.host", `"${host}" is no address of this machine`, { hint, cause });
  }
  return cause;
}
