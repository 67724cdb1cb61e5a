import type {
  ActionSheet,
  AlbumKind,
  ConsentSettings,
  FileChoice,
  FileKind,
  ImageEdit,
  MediaChoice,
  Modal,
  ModalAnswer,
  NetworkState,
  PartChoice,
  PixelRectangle,
  RecordingEvent,
  RecordingSettings,
  Scope,
  ShownDocument,
  ShownPreview,
  SystemInfo,
  Toast,
  VideoCompression,
  VideoFacts,
} from "../ports/index.ts";
import type {
  BundleManifest,
  GatewayAccess,
  LogicCommands,
  SocketReport,
  Transfer,
  ViewCommands,
} from "../protocol/index.ts";
import type { MadeVideo } from "./compression.ts";
import type { EncodedBlob } from "./encoding.ts";
import type { PlayerCommand, PlayerReport } from "./player-command.ts";

/** Pictures and videos from a page's picker; `Blob` is the browser's type, which core does not know. */
export interface PickedBlobs<Blob> {
  items: { blob: Blob; name: string; kind: AlbumKind }[];
  isCompressed: boolean;
}

/** A file from a page's picker. */
export interface PickedBlob<Blob> {
  blob: Blob;
  name: string;
  kind: FileKind;
  modifiedMs: number;
}

/** What the Worker of an app asks of the page: to draw, and the parts of the device that need a page. */
export interface PageCommands<Blob> extends ViewCommands {
  /** The first page is open. */
  "app.started"(): void;
  "album.save"(blob: Blob, name: string): Promise<void>;
  "consent.ask"(scope: Scope): Promise<boolean>;
  "consent.openSettings"(settings: ConsentSettings): Promise<ConsentSettings>;
  "image.crop"(blob: Blob, ratio: number): Promise<PixelRectangle>;
  "image.edit"(blob: Blob): Promise<ImageEdit>;
  /** A local file is there no longer: nothing of it need be kept. */
  "files.gone"(path: string): void;
  "inspector.transfer"(transfer: Transfer): void;
  "inspector.socket"(socket: SocketReport): void;
  "personalDisk.save"(blob: Blob, name: string): Promise<void>;
  "picker.chooseMedia"(choice: MediaChoice): Promise<PickedBlobs<Blob>>;
  "picker.chooseFiles"(choice: FileChoice): Promise<PickedBlob<Blob>[]>;
  /** Numbers of a player, and of the command among all that it gets. */
  "player.command"(player: number, number: number, command: PlayerCommand): void;
  /** Resolves with an MP4 file. */
  "video.compress"(blob: Blob, compression: VideoCompression): Promise<Blob>;
  "video.edit"(blob: Blob, choice: PartChoice): Promise<MadeVideo<Blob>>;
  "video.read"(blob: Blob): Promise<VideoFacts>;
  /** Resolves without a picture when the browser can't show the video. */
  "video.thumbnail"(blob: Blob): Promise<Blob | undefined>;
  "video.decodesHevc"(): Promise<boolean>;
  "presenter.showToast"(toast: Toast): Promise<void>;
  "presenter.hideToast"(kind?: Toast["kind"]): Promise<void>;
  "presenter.showModal"(modal: Modal): Promise<ModalAnswer>;
  "presenter.showActionSheet"(sheet: ActionSheet): Promise<number>;
  "presenter.openDocument"(document: ShownDocument): Promise<void>;
  "presenter.openPreview"(preview: ShownPreview): Promise<void>;
  /** Resolves when the preview that was opened last is open no longer. */
  "presenter.previewClosed"(): Promise<void>;
  "recorder.sources"(): Promise<string[]>;
  /** Starts a recording, whose events have its number. */
  "recorder.start"(id: number, settings: RecordingSettings): Promise<void>;
  "recorder.pause"(id: number): Promise<void>;
  "recorder.resume"(id: number): Promise<void>;
  "recorder.stop"(id: number): Promise<EncodedBlob<Blob>>;
  "recorder.cancel"(id: number): Promise<void>;
}

/** What the page tells the Worker of an app, and asks of it. */
export interface WorkerCommands<Blob> extends LogicCommands {
  "app.visibility"(isVisible: boolean): void;
  "network.change"(state: NetworkState): void;
  "recorder.event"(id: number, event: RecordingEvent): void;
  "player.report"(player: number, report: PlayerReport): void;
  "player.interruption"(isInterrupted: boolean): void;
  "system.change"(info: SystemInfo): void;
  /** The bytes behind a local path as a handle, for an object URL. */
  "files.blob"(path: string): Promise<Blob>;
}

/** The one message that starts the Worker of an app; the port comes with it, and everything else goes over that port. */
export interface WorkerStart<Port> {
  port: Port;
  manifest: BundleManifest;
  /** Absolute URL of the bundle's script. */
  scriptUrl: string;
  /** Absolute URL of the folder with the package's files, with a trailing slash. */
  packageUrl: string;
  /** Present where a gateway carries what a browser may not send itself. */
  gateway?: GatewayAccess;
  network: NetworkState;
  system: SystemInfo;
  /** The page to open first; the home page when empty. */
  path: string;
  query: string;
}
