import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { createWx, type AppEnvironment, type Wx } from "../../core/api/index.ts";
import { createClockSpeaker, type Speaker } from "../../core/headless/index.ts";
import type { Launch } from "../../core/logic/index.ts";
import { createState, type Ports } from "../../core/ports/index.ts";
import { domainsInForce, type Bundle } from "../../core/protocol/index.ts";
import {
  Album,
  AnswerQueue,
  Camera,
  createAlbum,
  createClock,
  createConsent,
  createDecompressor,
  createHttp,
  createImageCodec,
  createImageEditor,
  createNetwork,
  createOpenMedia,
  createPersonalDisk,
  createPicker,
  createPresenter,
  createRecorder,
  createSocket,
  createSystem,
  createVideoEditor,
  createVideoReader,
  LocalMicrophone,
  MessageFiles,
  openDataDir,
  type Answers,
  type LocalFiles,
  type Network,
  type OpenedDocument,
  type OpenedPreview,
  type Presented,
  type SavedToDisk,
} from "../host/index.ts";
import type { App } from "./app.ts";
import { checkDeviceOptions, toLimits, toNetworkTimeout, type DeviceOptions } from "./device-options.ts";
import { LaunchedApp } from "./launched-app.ts";

/** A phone without a screen: real sockets and real files, and a person who does what a script says. */
export interface Device {
  /** The platform's API, which needs no app. */
  readonly wx: Wx;
  /** The pictures and videos that the choosers of `wx` offer. */
  readonly album: Album;
  /** What the person will answer. */
  readonly answers: Answers;
  /** What the camera takes next. */
  readonly camera: Camera;
  /** What `wx.chooseMessageFile` offers. */
  readonly messageFiles: MessageFiles;
  /** What `wx.getRecorderManager` and `wx.startRecord` record. */
  readonly microphone: LocalMicrophone;
  /** What the device is connected by. */
  readonly network: Network;
  /** What plays, and the keys of the system that control it. */
  readonly speaker: Speaker;
  /** Toasts, modals and action sheets so far, oldest first. */
  readonly presented: readonly Presented[];
  /** The documents that `wx.openDocument` opened so far, oldest first. */
  readonly openedDocuments: readonly OpenedDocument[];
  /** What `wx.previewImage` and `wx.previewMedia` opened so far, oldest first. */
  readonly previews: readonly OpenedPreview[];
  /** What `wx.saveFileToDisk` saved so far, oldest first. */
  readonly savedToDisk: readonly SavedToDisk[];
  /**
   * Makes a temporary file of a file of this machine, or of bytes, and resolves with its local path for `wx`.
   *
   * The extension is that of the file unless it is given; bytes need one.
   */
  addFile(file: string | Uint8Array, extension?: string): Promise<string>;
  /**
   * Runs an app in a realm of its own, and resolves when its first page is open. A device runs one app in its life; what the options of
   * `createDevice` say counts more than what the app's own files do. Package files are those of `packageRoot`.
   */
  launch(bundle: Bundle, launch?: Launch): Promise<App>;
  /** Leaves the app: in the background it gets no network, and after five seconds what still runs fails as `interrupted`. */
  background(): void;
  /** Comes back to the app, which is in the foreground at first. */
  foreground(): void;
  /** Aborts what runs and frees everything that the device holds; safe to call again. */
  close(): Promise<void>;
}

/**
 * Makes a headless device.
 *
 * @example
 * const device = await createDevice({ album: ["photo.jpg"] });
 * const { tempFilePaths } = await device.wx.chooseImage({ count: 1 });
 * await device.close();
 */
export async function createDevice(options: DeviceOptions = {}): Promise<Device> {
  checkDeviceOptions(options);
  const environment = toEnvironment(options);
  const album = new Album();
  for (const picture of options.album ?? []) album.add(picture);

  const camera = new Camera();
  const messageFiles = new MessageFiles();
  const microphone = new LocalMicrophone();
  if (options.microphone !== undefined) await microphone.play(options.microphone);

  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "minihost-")));
  const stored = await openDataDir({ dataDir, packageRoot: options.packageRoot });
  const { files, fileSystem, storageLog, consentLog } = stored;
  const network = createNetwork();
  const http = createHttp(files, network);
  const socket = createSocket(network);
  const foreground = createState(true);
  const clock = createClock(options.clock);
  const player = createClockSpeaker(clock, createOpenMedia({ files, http }));
  const recorder = createRecorder(microphone, clock, files);
  const answers = new AnswerQueue();
  const presented: Presented[] = [];
  const openedDocuments: OpenedDocument[] = [];
  const previews: OpenedPreview[] = [];
  const savedToDisk: SavedToDisk[] = [];
  const ports: Ports = {
    album: createAlbum(album, dataDir, files),
    clock,
    consent: createConsent(answers),
    consentLog,
    decompressor: createDecompressor(),
    files,
    fileSystem,
    foreground,
    http,
    imageCodec: createImageCodec(files),
    imageEditor: createImageEditor(answers),
    network: network.state,
    personalDisk: createPersonalDisk(savedToDisk, dataDir, files),
    picker: createPicker({ album, camera, messageFiles, answers, files }),
    player,
    presenter: createPresenter({ answers, clock, files, presented, openedDocuments, previews }),
    recorder,
    socket,
    storageLog,
    system: createSystem(),
    videoEditor: createVideoEditor(answers, files),
    videoReader: createVideoReader(files),
  };
  const wx = createWx({ ports, app: environment });
  const launched = new LaunchedApp(ports, options);

  async function release(): Promise<void> {
    await launched.close();
    player.close();
    await Promise.all([http.close(), socket.close(), recorder.close()]);
    clock.close();
    await stored.close();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  }

  let closing: Promise<void> | undefined;
  return {
    wx,
    album,
    answers,
    camera,
    messageFiles,
    microphone,
    network,
    speaker: player.speaker,
    presented,
    openedDocuments,
    previews,
    savedToDisk,
    background: () => foreground.change(false),
    foreground: () => foreground.change(true),
    launch: (bundle, launch) => launched.launch(bundle, launch),
    addFile: (file, extension) => addFile(files, file, extension),
    close: () => (closing ??= release()),
  };
}

function toEnvironment(options: DeviceOptions): AppEnvironment {
  return {
    appId: options.appId ?? "wx0000000000000000",
    domains: domainsInForce(options),
    requiredBackgroundModes: options.requiredBackgroundModes,
    networkTimeout: toNetworkTimeout(options.networkTimeout),
    limits: toLimits(options.limits),
    formDataEncoding: options.formDataEncoding ?? "json",
    currentPagePath: () => "",
    reportError: options.onError ?? throwUncaught,
    // No page renders, so nothing is to be waited for.
    afterRender: (callback) => queueMicrotask(callback),
  };
}

function throwUncaught(error: unknown): void {
  process.nextTick(() => {
    throw error;
  });
}

async function addFile(files: LocalFiles, file: string | Uint8Array, extension?: string): Promise<string> {
  if (typeof file === "string") return files.adopt(resolve(file), extension ?? extname(file).slice(1));
  if (extension === undefined) throw new Error('device.addFile needs an extension for bytes, such as "txt".');
  return files.createTemporary(Uint8Array.from(file).buffer, extension);
}
