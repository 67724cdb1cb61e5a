import {
  connect,
  transfer,
  type Connection,
  type PageCommands,
  type WorkerCommands,
  type WorkerStart,
} from "../../core/bridge/index.ts";
import { createLogic, type Logic, type ViewSender } from "../../core/logic/index.ts";
import type { Ports } from "../../core/ports/index.ts";
import type { BundleScript, Patch } from "../../core/protocol/index.ts";
import { createClock } from "./clock.ts";
import { createFiles } from "./files.ts";
import { createHttp } from "./http.ts";
import { createImageCodec } from "./image-codec.ts";
import { lockDown } from "./lockdown.ts";
import { createPicker } from "./picker.ts";
import { createSocket } from "./socket.ts";
import { createSystem } from "./system.ts";

type Page = Connection<PageCommands<Blob>>;

/** Starts the app that the page names. Runs once, before any code of the app. */
async function start({
  port,
  manifest,
  scriptUrl,
  packageUrl,
  system,
  path,
  query,
}: WorkerStart<MessagePort>): Promise<void> {
  // The hosts take what they need of the browser now: the lockdown takes it away from everybody.
  const files = createFiles({ packageUrl, fetch: fetch.bind(globalThis), Blob, crypto });
  const systemPort = createSystem(system);
  let logic: Logic | undefined;
  const local: WorkerCommands<Blob> = {
    "page.event": (event) => logic?.["page.event"](event),
    "page.model": (...values) => logic?.["page.model"](...values),
    "page.scroll": (...values) => logic?.["page.scroll"](...values),
    "page.reachBottom": (page) => logic?.["page.reachBottom"](page),
    "navigation.back": () => logic?.["navigation.back"](),
    "navigation.tab": (index) => logic?.["navigation.tab"](index),
    "app.visibility": (isVisible) => logic?.["app.visibility"](isVisible),
    "system.change": (info) => systemPort.change(info),
    "files.blob": (wanted) => files.blob(wanted),
  };
  const page: Page = connect<PageCommands<Blob>, WorkerCommands<Blob>>(port, local);
  const ports: Ports = {
    clock: createClock(),
    files,
    http: createHttp(files, { fetch, Blob, crypto, XMLHttpRequest }),
    imageCodec: createImageCodec(files, { createImageBitmap: createImageBitmap.bind(globalThis), OffscreenCanvas }),
    inspector: { transfer: (state) => page.send("inspector.transfer", state) },
    picker: createPicker(page, files),
    presenter: {
      showToast: (toast) => page.call("presenter.showToast", toast),
      hideToast: (kind) => page.call("presenter.hideToast", kind),
      showModal: (modal) => page.call("presenter.showModal", modal),
      showActionSheet: (sheet) => page.call("presenter.showActionSheet", sheet),
    },
    socket: createSocket({ WebSocket, setTimeout }),
    system: systemPort,
  };
  const { default: script } = (await import(/* @vite-ignore */ scriptUrl)) as { default: BundleScript };
  logic = createLogic({ manifest, script, ports, view: viewOf(page) });
  reportUncaught(logic);
  lockDown();
  await logic.launch({ path, query });
  page.send("app.started");
}

/** Sends commands to the view; the buffers of patches are handed over, not copied. */
function viewOf(page: Page): ViewSender {
  return {
    send: (name, ...values) => {
      const patch = name === "page.patch" ? (values[1] as Patch) : undefined;
      if (patch !== undefined) transfer(patch, [patch.operations.buffer]);
      page.send(name, ...values);
    },
    call: (name, ...values) => page.call(name, ...values),
  };
}

/** Tells the app of what nobody caught: promises that were rejected, and exceptions in timers. */
function reportUncaught(logic: Logic): void {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    logic.unhandledRejection(event.reason, event.promise);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    logic.uncaught(event.error ?? event.message);
  });
}

addEventListener(
  "message",
  ({ data }: MessageEvent<WorkerStart<MessagePort>>) => {
    start(data).catch((error: unknown) => {
      // Reaches the page as the Worker's error event.
      setTimeout(() => {
        throw error;
      });
    });
  },
  { once: true },
);
