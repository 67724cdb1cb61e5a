import type { StoredHost, StoredSettings } from "./stored-device.ts";

/** What the page asks of the Worker, one after the other. */
export type StoredWorkerRequest =
  | { type: "open"; appId: string; place: StoredPlace; settings: StoredSettings }
  | { type: "run"; work: string; input: unknown }
  | { type: "close" };

/** What the Worker answers. */
export type StoredWorkerAnswer = { output: unknown } | { failure: unknown } | { error: Record<string, unknown> };

/** Where a browser keeps what stays. */
export type StoredPlace = "the origin private file system" | "a database" | "a database without locks";

/** A device in a Worker, which may be closed in unkind ways. */
export interface BrowserStoredHost extends StoredHost {
  readonly appId: string;
  /** Ends the Worker where it stands, as a browser that is killed does, and makes the device again. */
  crash(): Promise<void>;
  /** Closes the device, and leaves what it kept. */
  shut(): Promise<void>;
}

let lastNumber = 0;

/** Workers whose device was closed; the next one may be made in them. */
const idle: Worker[] = [];

/** Makes a host of suites; `appId` is one of an app that is there already, if it is to be shared. */
export async function createBrowserStoredHost(
  place: StoredPlace,
  settings: StoredSettings = {},
  appId = `app-${(lastNumber += 1)}-${crypto.getRandomValues(new Uint32Array(1)).join("")}`,
): Promise<BrowserStoredHost> {
  const open = async (): Promise<Worker> => {
    const worker = idle.pop() ?? new Worker(new URL("stored-worker-entry.ts", import.meta.url), { type: "module" });
    await ask(worker, { type: "open", appId, place, settings });
    return worker;
  };
  let worker: Worker | undefined = await open();
  const shut = async (): Promise<void> => {
    const closing = worker;
    worker = undefined;
    if (closing === undefined) return;
    await ask(closing, { type: "close" });
    idle.push(closing);
  };
  return {
    appId,
    run: (work: (...given: never) => unknown, input?: unknown) =>
      ask(runningIn(worker), { type: "run", work: String(work), input }),
    shut,
    async reopen() {
      await shut();
      worker = await open();
    },
    async crash() {
      worker?.terminate();
      worker = await open();
    },
    async close() {
      await shut();
      await removeData(appId, place);
    },
  };
}

function runningIn(worker: Worker | undefined): Worker {
  if (worker === undefined) throw new Error("The device is closed");
  return worker;
}

/** Removes what stayed of an app. */
async function removeData(appId: string, place: StoredPlace): Promise<void> {
  if (place === "the origin private file system") {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("minihost_");
    await root.removeEntry(`${appId}_`, { recursive: true });
    return;
  }
  await new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(`minihost/${appId}`);
    deleting.addEventListener("success", resolve);
    deleting.addEventListener("error", () => reject(deleting.error));
  });
}

/** Sends one request and waits for the answer; nobody asks the same Worker two things at once. */
function ask<Output>(worker: Worker, request: StoredWorkerRequest): Promise<Output> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<Output>((resolve, reject) => {
    worker.addEventListener("error", (event) => reject(new Error(event.message)), { once: true });
    port1.addEventListener("message", ({ data }: MessageEvent<StoredWorkerAnswer>) => {
      port1.close();
      // What the function returned there.
      if ("output" in data) resolve(data.output as Output);
      else reject("error" in data ? Object.assign(new Error(), data.error) : data.failure);
    });
    port1.start();
    worker.postMessage({ request, port: port2 }, [port2]);
  });
}
