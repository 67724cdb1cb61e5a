import type { Logger, Plugin, ViteDevServer } from "vite";
import {
  DEV_HELLO,
  DEV_PROBLEMS,
  DEV_UPDATE,
  FreshWarnings,
  type DevProblem,
  type DevProblems,
  type DevUpdate,
} from "../../core/protocol/index.ts";
import { DevApp } from "./dev-app.ts";
import { DEV_CLIENT_CODE, DEV_CLIENT_ID } from "./dev-client.ts";
import { mountGateway } from "./dev-gateway.ts";
import { createMiddleware } from "./middleware.ts";
import { problemText } from "./problem-text.ts";
import { findRuntime } from "./runtime-folder.ts";

/** What the plugin works on. */
export interface MinihostOptions {
  /**
   * Folder with project.config.json or app.json.
   *
   * @default the root of Vite
   */
  dir?: string;
}

/**
 * Serves a mini program with Vite: the simulator at `/`, the app in `/app/`. It compiles the app anew when a file changes, and takes the
 * whole server.
 *
 * @example
 * ```ts
 * // vite.config.ts
 * export default defineConfig({ plugins: [minihost({ dir: "./my-app" })] });
 * ```
 */
export function minihost({ dir }: MinihostOptions = {}): Plugin {
  let app: ServedApp | undefined;
  return {
    name: "minihost",
    apply: "serve",
    config: () => ({
      appType: "custom",
      publicDir: false,
      // Warnings are in the terminal already, and no page of another server has to read anything here.
      server: { forwardConsole: false, cors: false },
      css: { postcss: {} },
      optimizeDeps: { noDiscovery: true, include: [] },
      // An app may lie in `dist`, which Vite would not watch if it could be emptied.
      build: { emptyOutDir: false },
    }),
    resolveId: (id) => (id === DEV_CLIENT_ID ? id : undefined),
    load: (id) => (id === DEV_CLIENT_ID ? DEV_CLIENT_CODE : undefined),
    hotUpdate: () => [],
    async configureServer(server) {
      app = await serveApp(server, dir ?? server.config.root);
    },
    closeServer: () => app?.close(),
  };
}

/** What ends with the dev server. */
interface ServedApp {
  close(): Promise<void>;
}

async function serveApp(server: ViteDevServer, dir: string): Promise<ServedApp> {
  const runtime = await findRuntime();
  const warnings = new FreshWarnings();
  const app = await DevApp.open(dir, () => {
    tellTerminal(server.config.logger, app.problems, warnings);
    tellSimulator(server.ws, app);
  });
  server.ws.on(DEV_HELLO, (_hello, client) => tellSimulator(client, app));
  server.watcher.add(app.folders);
  server.watcher.on("all", (_event, file) => app.changed(file));
  const gateway = mountGateway(server, app);
  server.middlewares.use(createMiddleware({ runtime, app, gateway }));
  return {
    async close() {
      await Promise.all([app.close(), gateway?.close()]);
    },
  };
}

/** Sends an event to one simulator, or to all. */
interface Channel {
  send(event: string, payload: DevUpdate | DevProblems): void;
}

function tellSimulator(channel: Channel, { bundle, problems }: DevApp): void {
  if (bundle !== undefined) channel.send(DEV_UPDATE, { version: bundle.version });
  channel.send(DEV_PROBLEMS, { problems: [...problems] });
}

/** Errors are told after each compilation, warnings once. */
function tellTerminal(logger: Logger, problems: readonly DevProblem[], warnings: FreshWarnings): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) logger.error(textOf(errors));
  const fresh = warnings.take(problems);
  if (fresh.length > 0) logger.warn(textOf(fresh));
}

function textOf(problems: readonly DevProblem[]): string {
  return `\n${problems.map((problem) => problemText(problem)).join("\n\n")}\n`;
}
