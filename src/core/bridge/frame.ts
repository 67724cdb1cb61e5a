import type {
  ActionSheet,
  ConsentSettings,
  ImageChoice,
  Modal,
  ModalAnswer,
  NetworkState,
  Scope,
  ShownDocument,
  SystemInfo,
  Toast,
} from "../ports/index.ts";
import type {
  BundleManifest,
  GatewayAccess,
  LogicCommands,
  SocketReport,
  Transfer,
  ViewCommands,
} from "../protocol/index.ts";

/** What a page's picker answers; `Blob` is the browser's type, which core does not know. */
export interface PickedBlobs<Blob> {
  files: { blob: Blob; name: string }[];
  isCompressed: boolean;
}

/** What the Worker of an app asks of the page: to draw, and the parts of the device that need a page. */
export interface PageCommands<Blob> extends ViewCommands {
  /** The first page is open. */
  "app.started"(): void;
  "consent.ask"(scope: Scope): Promise<boolean>;
  "consent.openSettings"(settings: ConsentSettings): Promise<ConsentSettings>;
  "inspector.transfer"(transfer: Transfer): void;
  "inspector.socket"(socket: SocketReport): void;
  "picker.chooseImages"(choice: ImageChoice): Promise<PickedBlobs<Blob>>;
  "presenter.showToast"(toast: Toast): Promise<void>;
  "presenter.hideToast"(kind?: Toast["kind"]): Promise<void>;
  "presenter.showModal"(modal: Modal): Promise<ModalAnswer>;
  "presenter.showActionSheet"(sheet: ActionSheet): Promise<number>;
  "presenter.openDocument"(document: ShownDocument): Promise<void>;
}

/** What the page tells the Worker of an app, and asks of it. */
export interface WorkerCommands<Blob> extends LogicCommands {
  "app.visibility"(isVisible: boolean): void;
  "network.change"(state: NetworkState): void;
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
