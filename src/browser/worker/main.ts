import {
  connect,
  transfer,
  type Connection,
  type PageCommands,
  type WorkerCommands,
  type WorkerStart,
} from "../../core/bridge/index.ts";
import { createLogic, type Logic, type ViewSender } from "../../core/logic/index.ts";
import { createState, type Ports } from "../../core/ports/index.ts";
import type { BundleScript, Patch } from "../../core/protocol/index.ts";
import { reportBlockedServers } from "./blocked-servers.ts";
import { createAlbum } from "./album.ts";
import { BROTLI_URL } from "./brotli-url.ts";
import { createClock } from "./clock.ts";
import { createDecompressor } from "./decompressor.ts";
import { createFileSystem } from "./file-system.ts";
import { createFiles } from "./files.ts";
import { createGatewayHttp } from "./gateway-http.ts";
import { createGatewaySocket } from "./gateway-socket.ts";
import { createHttp } from "./http.ts";
import { createImageCodec } from "./image-codec.ts";
import { createImageEditor } from "./image-editor.ts";
import { createAnswerReader, type ReadAnswer } from "./element-answer.ts";
import { lockDown } from "./lockdown.ts";
import { createPersonalDisk } from "./personal-disk.ts";
import { createPicker } from "./picker.ts";
import { createPresenter } from "./presenter.ts";
import { createRecorder } from "./recorder.ts";
import { createSocket } from "./socket.ts";
import { createSpeaker } from "./speaker.ts";
import { createStorageLog } from "./storage-log.ts";
import { openStoredData, type StoredDataPlatform } from "./stored-data.ts";
import { createSystem } from "./system.ts";
import { canEncodeVideo, createVideoCompressor } from "./video-compressor.ts";
import { createVideoEditor } from "./video-editor.ts";
import { createVideoReader } from "./video-reader.ts";

type Page = Connection<PageCommands<Blob>>;

/** Starts the app that the page names. Runs once, before any code of the app. */
async function start({
  port,
  manifest,
  scriptUrl,
  packageUrl,
  gateway: access,
  network,
  system,
  path,
  query,
}: WorkerStart<MessagePort>): Promise<void> {
  // The hosts take what they need of the browser now: the lockdown takes it away from everybody.
  const platform = { fetch: fetch.bind(globalThis), Blob, crypto, XMLHttpRequest };
  const reader = new FileReaderSync();
  const [stored, { default: script }, hasVideoEncoder] = await Promise.all([
    openStoredData(manifest.appId, storedDataPlatform(reader)),
    import(/* @vite-ignore */ scriptUrl) as Promise<{ default: BundleScript }>,
    canEncodeVideo(globalThis.VideoEncoder),
  ]);
  const onGone = (gone: string): void => page.send("files.gone", gone);
  const files = createFiles({ ...platform, packageUrl, volume: stored.volume, onGone });
  const systemPort = createSystem(system);
  const networkPort = createState(network);
  // An app starts in the foreground, also in a page that was hidden from the start.
  const foreground = createState(true);
  const recorder = createRecorder(() => page, files);
  const clock = createClock();
  const speaker = createSpeaker({ page: () => page, clock, files, http: () => ports.http });
  let logic: Logic | undefined;
  const local: WorkerCommands<Blob> = {
    "page.event": (event) => logic?.["page.event"](event),
    "page.model": (...values) => logic?.["page.model"](...values),
    "page.scroll": (...values) => logic?.["page.scroll"](...values),
    "page.reachBottom": (page) => logic?.["page.reachBottom"](page),
    "permission.ask": async (scope) => (await logic?.["permission.ask"](scope)) ?? false,
    "navigation.back": () => logic?.["navigation.back"](),
    "navigation.tab": (index) => logic?.["navigation.tab"](index),
    "app.visibility": (isVisible) => foreground.change(isVisible),
    "network.change": (state) => networkPort.change(state),
    ...recorder.commands,
    ...speaker.commands,
    "system.change": (info) => systemPort.change(info),
    "files.blob": (wanted) => files.blob(wanted),
  };
  const page: Page = connect<PageCommands<Blob>, WorkerCommands<Blob>>(port, local);
  const ports: Ports = {
    album: createAlbum(page, files),
    clock,
    consent: {
      ask: (scope) => page.call("consent.ask", scope),
      openSettings: (settings) => page.call("consent.openSettings", settings),
    },
    consentLog: createStorageLog(stored.consentLog),
    decompressor: createDecompressor(BROTLI_URL, { WebAssembly, XMLHttpRequest }),
    files,
    fileSystem: createFileSystem({ ...files, volume: stored.volume, reader, onGone }),
    foreground,
    http: access ? createGatewayHttp({ access, files, platform }) : createHttp(files, platform),
    imageCodec: createImageCodec(files, {
      createImageBitmap: createImageBitmap.bind(globalThis),
      OffscreenCanvas,
      Path2D,
    }),
    imageEditor: createImageEditor(page, files),
    inspector: {
      transfer: (state) => page.send("inspector.transfer", state),
      socket: (state) => page.send("inspector.socket", state),
    },
    network: networkPort,
    personalDisk: createPersonalDisk(page, files),
    picker: createPicker(page, files),
    player: speaker.port,
    presenter: createPresenter(page),
    recorder: recorder.port,
    socket: access ? createGatewaySocket(access, { WebSocket, setTimeout }) : createSocket({ WebSocket, setTimeout }),
    storageLog: createStorageLog(stored.storageLog),
    system: systemPort,
    ...(hasVideoEncoder ? { videoCompressor: createVideoCompressor(page, files) } : {}),
    videoEditor: createVideoEditor(page, files),
    videoReader: createVideoReader(page, files),
  };
  logic = createLogic({ manifest, script, ports, view: viewOf(page, createAnswerReader(files, { File })) });
  reportUncaught(logic);
  reportBlockedServers(globalThis, manifest.domains);
  lockDown();
  await logic.launch({ path, query });
  page.send("app.started");
}

function storedDataPlatform(reader: FileReaderSync): StoredDataPlatform {
  const { locks, storage } = navigator;
  return {
    locks,
    storage,
    FileSystemFileHandle,
    BroadcastChannel,
    AbortSignal,
    indexedDB,
    IDBKeyRange,
    crypto,
    Blob,
    reader,
  };
}

/** Sends commands to the view; the buffers of patches are handed over, not copied. */
function viewOf(page: Page, readAnswer: ReadAnswer): ViewSender {
  return {
    send: (name, ...values) => {
      const patch = name === "page.patch" ? (values[1] as Patch) : undefined;
      if (patch !== undefined) transfer(patch, [patch.operations.buffer]);
      page.send(name, ...values);
    },
    call: (name, ...values) => page.call(name, ...values).then(readAnswer),
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
