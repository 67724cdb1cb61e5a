import { createClock } from "../../src/browser/worker/clock.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { createBrowserHttp } from "./browser-http.ts";
import { connect } from "../../src/core/bridge/index.ts";
import { createWx, type Wx } from "../../src/core/api/index.ts";
import type { GatewayAccess } from "../../src/core/protocol/index.ts";
import type {
  FilesPort,
  FileStat,
  HttpEvents,
  HttpPort,
  HttpRequest,
  HttpResponse,
} from "../../src/core/ports/index.ts";
import { HostError } from "../../src/core/ports/index.ts";
import { createMemoryApp, createMemoryPorts, type MemoryAppSettings } from "../../src/testing/index.ts";
import { createPackageFiles } from "./package-files.ts";
import { watchPlatform, type OpenCounts } from "./watched-platform.ts";

/** Files and network of a browser. */
export interface BrowserHost {
  readonly files: FilesPort;
  readonly http: HttpPort;
  /** Gives a file a temporary path. */
  readonly adopt: (blob: Blob, extension: string) => Promise<string>;
  /** Puts a file into the package and resolves with its path. */
  readonly addPackageFile: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** Counts what is open, and the temporary files. */
  readonly openCounts: () => Promise<OpenCounts & { files: number }>;
  readonly close: () => Promise<void>;
}

/** The message that starts the Worker. */
export interface WorkerHostStart {
  port: MessagePort;
  /** Present where requests may go through a gateway. */
  access?: GatewayAccess;
}

/** What the page asks of the Worker: its ports, with calls back as messages. */
export interface WorkerHostFunctions {
  "package.add"(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  "files.adopt"(blob: Blob, extension: string): Promise<string>;
  "files.stat"(path: string): Promise<FileStat>;
  "files.read"(path: string, position?: number, lengthBytes?: number): Promise<ArrayBuffer>;
  "files.createTemporary"(bytes: ArrayBuffer, extension: string): Promise<string>;
  "files.rename"(path: string, newPath: string): Promise<void>;
  "files.remove"(path: string): Promise<void>;
  "http.send"(
    id: number,
    request: HttpRequest,
    wanted: (keyof HttpEvents)[],
    isAborted: boolean,
  ): Promise<HttpResponse>;
  "http.abort"(id: number): void;
  "open.counts"(): Promise<OpenCounts & { files: number }>;
}

/** What the Worker tells the page. */
export interface WorkerHostEvents {
  "http.event"(id: number, name: keyof HttpEvents, values: unknown[]): void;
}

/** The hosts that suites run on, by where their code runs. */
export const browserHosts: readonly (readonly [place: string, create: () => BrowserHost])[] = [
  ["the page", () => createPageHost()],
  ["a Worker that is locked down", () => createWorkerHost()],
];

/** Makes a `wx` with the files and the network of a host; everything else is in memory. */
export function createWxOn(host: BrowserHost, settings?: MemoryAppSettings): Wx {
  return createAppOn(host, settings).wx;
}

/** Makes a `wx` as {@link createWxOn} does, with a list of what its callbacks threw, and a count of the timers that run for it. */
export function createAppOn(
  { files, http }: BrowserHost,
  settings?: MemoryAppSettings,
): { wx: Wx; errors: readonly unknown[]; timerCount: () => number } {
  const platform = watchPlatform();
  const ports = { ...createMemoryPorts(), clock: createClock(platform), files, http };
  const app = createMemoryApp(settings);
  return { wx: createWx({ ports, app }), errors: app.errors, timerCount: () => platform.openCounts().timers };
}

/** Makes a host whose code runs in the page. */
export function createPageHost(access?: GatewayAccess): BrowserHost {
  const { add, ...packageFiles } = createPackageFiles();
  const files = createFiles({ ...packageFiles, Blob, crypto });
  const platform = watchPlatform();
  return {
    files,
    http: createBrowserHttp(files, access, platform),
    adopt: async (blob, extension) => files.adopt(blob, extension),
    addPackageFile: async (name, bytes) => add(name, bytes),
    openCounts: async () => ({ ...platform.openCounts(), files: files.temporaries.names.length }),
    async close() {
      // As the end of a Worker does.
      for (const name of files.temporaries.names) files.temporaries.remove(name);
    },
  };
}

/** Makes a host whose code runs in a Worker that is locked down. */
export function createWorkerHost(access?: GatewayAccess): BrowserHost {
  const worker = new Worker(new URL("worker-host-entry.ts", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2, access } satisfies WorkerHostStart, [port2]);
  const listening = new Map<number, HttpEvents>();
  const remote = connect<WorkerHostFunctions, WorkerHostEvents>(port1, {
    "http.event": (id, name, values) => {
      const listener = listening.get(id)?.[name];
      if (listener !== undefined) Reflect.apply(listener, undefined, values);
    },
  });
  let lastId = 0;

  const send: HttpPort["send"] = async (request, events, signal) => {
    const id = (lastId += 1);
    listening.set(id, events);
    const wanted = (["onRedirect", "onSent", "onHead", "onReceived", "onChunk"] as const).filter(
      (name) => events[name] !== undefined,
    );
    const answer = remote.call("http.send", id, request, wanted, signal.aborted);
    const abort = (): void => {
      listening.delete(id);
      remote.send("http.abort", id);
    };
    signal.addEventListener("abort", abort);
    try {
      return await answer;
    } finally {
      listening.delete(id);
      signal.removeEventListener("abort", abort);
    }
  };

  return {
    files: {
      stat: (path) => remote.call("files.stat", path),
      read: (path, position, lengthBytes) => remote.call("files.read", path, position, lengthBytes),
      createTemporary: (bytes, extension) => remote.call("files.createTemporary", bytes, extension),
      createTemporarySync: refuse,
      rename: (path, newPath) => remote.call("files.rename", path, newPath),
      remove: (path) => remote.call("files.remove", path),
      removeSync: refuse,
    },
    http: { send, showsRedirects: access !== undefined },
    adopt: (blob, extension) => remote.call("files.adopt", blob, extension),
    addPackageFile: (name, bytes) => remote.call("package.add", name, bytes),
    openCounts: () => remote.call("open.counts"),
    async close() {
      remote.close();
      port1.close();
      worker.terminate();
    },
  };
}

function refuse(): never {
  throw new HostError("not-supported", "These files are in another thread, for which nobody can wait");
}
