// The Worker of a test of what stays: the ports of a real app's Worker, which does what the page sends as text.
import { BROTLI_URL } from "../../src/browser/worker/brotli-url.ts";
import { createDecompressor } from "../../src/browser/worker/decompressor.ts";
import { createFileSystem } from "../../src/browser/worker/file-system.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { createPersonalDisk } from "../../src/browser/worker/personal-disk.ts";
import { createStorageLog } from "../../src/browser/worker/storage-log.ts";
import { openStoredData, type StoredData } from "../../src/browser/worker/stored-data.ts";
import { connect, type PageCommands } from "../../src/core/bridge/index.ts";
import type { StoredPlace, StoredWorkerAnswer, StoredWorkerRequest } from "./browser-stored-host.ts";
import { createBrowserHttp } from "./browser-http.ts";
import { createPackageFiles } from "./package-files.ts";
import { createStoredDevice, type ReadableDisk, type StoredDevice, type StoredSettings } from "./stored-device.ts";

interface Message {
  request: StoredWorkerRequest;
  port: MessagePort;
}

let device: StoredDevice | undefined;
let stored: StoredData | undefined;

async function open(appId: string, place: StoredPlace, settings: StoredSettings): Promise<void> {
  const { locks, storage } = navigator;
  // Only a Worker has this.
  const { FileReaderSync } = globalThis as unknown as { FileReaderSync: new () => FileReader };
  const reader = new FileReaderSync() as unknown as Parameters<typeof createFileSystem>[0]["reader"];
  stored = await openStoredData(appId, {
    locks: place === "a database without locks" ? undefined : locks,
    storage: place === "the origin private file system" ? storage : undefined,
    FileSystemFileHandle,
    BroadcastChannel,
    AbortSignal,
    indexedDB,
    IDBKeyRange,
    crypto,
    Blob,
    reader,
  });
  const { add, ...packageFiles } = createPackageFiles();
  add("images/a.png", new TextEncoder().encode("picture"));
  const { volume, storageLog } = stored;
  const files = createFiles({ ...packageFiles, Blob, crypto, volume });
  const fileSystem = createFileSystem({ ...files, volume, reader });
  const decompressor = createDecompressor(BROTLI_URL, { WebAssembly, XMLHttpRequest });
  device = createStoredDevice(
    {
      files,
      fileSystem,
      storageLog: createStorageLog(storageLog),
      decompressor,
      personalDisk: createDownloads(files),
      http: createBrowserHttp(files, settings.access, { fetch, Blob, crypto, XMLHttpRequest }),
    },
    settings,
  );
}

/** A disk whose page keeps what it is handed for download. */
function createDownloads(files: Parameters<typeof createPersonalDisk>[1]): ReadableDisk {
  const downloads: { name: string; blob: Blob }[] = [];
  const { port1, port2 } = new MessageChannel();
  connect<{}, Pick<PageCommands<Blob>, "personalDisk.save">>(port2, {
    "personalDisk.save": async (blob, name) => void downloads.push({ blob, name }),
  });
  const page = connect<PageCommands<Blob>, {}>(port1, {});
  return {
    ...createPersonalDisk(page, files),
    read: () =>
      Promise.all(downloads.map(async ({ name, blob }) => ({ name, bytes: new Uint8Array(await blob.arrayBuffer()) }))),
  };
}

async function answer(request: StoredWorkerRequest): Promise<unknown> {
  switch (request.type) {
    case "open":
      return open(request.appId, request.place, request.settings);
    case "close":
      return stored?.close();
    case "run": {
      const url = URL.createObjectURL(new Blob([`export default ${request.work}`], { type: "text/javascript" }));
      const { default: work } = await import(/* @vite-ignore */ url);
      URL.revokeObjectURL(url);
      return work(device, request.input);
    }
  }
}

addEventListener("message", ({ data: { request, port } }: MessageEvent<Message>) => {
  answer(request).then(
    (output) => port.postMessage({ output } satisfies StoredWorkerAnswer),
    (thrown: unknown) => port.postMessage(describe(thrown)),
  );
});

/** Callbacks of an app are given plain objects, and everybody else errors. */
function describe(thrown: unknown): StoredWorkerAnswer {
  if (!(thrown instanceof Error)) return { failure: thrown };
  const { name, message, code, errMsg, errno, errCode } = thrown as Error & Record<string, unknown>;
  const properties = { name, message, code, errMsg, errno, errCode };
  return { error: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) };
}
