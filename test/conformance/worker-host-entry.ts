// The Worker of a test: the ports of a real app's Worker, behind the same lockdown, served to the page.
import { createFiles } from "../../src/browser/worker/files.ts";
import { lockDown } from "../../src/browser/worker/lockdown.ts";
import { connect, type Connection } from "../../src/core/bridge/index.ts";
import type { WorkerHostEvents, WorkerHostFunctions, WorkerHostStart } from "./browser-hosts.ts";
import { createBrowserHttp } from "./browser-http.ts";
import { createPackageFiles } from "./package-files.ts";
import { watchPlatform } from "./watched-platform.ts";

function serve({ port, access }: WorkerHostStart): void {
  const { add, ...packageFiles } = createPackageFiles();
  const files = createFiles({ ...packageFiles, Blob, crypto });
  const platform = watchPlatform();
  const http = createBrowserHttp(files, access, platform);
  const controllers = new Map<number, AbortController>();
  const page: Connection<WorkerHostEvents> = connect<WorkerHostEvents, WorkerHostFunctions>(port, {
    "package.add": async (name, bytes) => add(name, bytes),
    "files.adopt": async (blob, extension) => files.adopt(blob, extension),
    "files.stat": (path) => files.stat(path),
    "files.read": (path, position, lengthBytes) => files.read(path, position, lengthBytes),
    "files.createTemporary": (bytes, extension) => files.createTemporary(bytes, extension),
    "files.rename": (path, newPath) => files.rename(path, newPath),
    "files.remove": (path) => files.remove(path),
    "http.send"(id, request, wanted, isAborted) {
      const controller = new AbortController();
      if (isAborted) controller.abort();
      controllers.set(id, controller);
      const events = Object.fromEntries(
        wanted.map((name) => [name, (...values: unknown[]) => page.send("http.event", id, name, values)]),
      );
      return http.send(request, events, controller.signal).finally(() => controllers.delete(id));
    },
    "http.abort": (id) => controllers.get(id)?.abort(),
    "open.counts": async () => ({ ...platform.openCounts(), files: files.temporaries.names.length }),
  });
  lockDown();
}

addEventListener("message", ({ data }: MessageEvent<WorkerHostStart>) => serve(data), { once: true });
