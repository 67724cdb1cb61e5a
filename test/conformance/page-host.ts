import { createConsent } from "../../src/browser/page/consent.ts";
import { createPicker as createPagePicker } from "../../src/browser/page/picker.ts";
import { createImageEditor as createPageImageEditor } from "../../src/browser/page/image-editor.ts";
import { createPresenter } from "../../src/browser/page/presenter.ts";
import { download } from "../../src/browser/page/download.ts";
import { createResources } from "../../src/browser/page/resources.ts";
import { createAlbum } from "../../src/browser/worker/album.ts";
import { createClock } from "../../src/browser/worker/clock.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { createImageCodec } from "../../src/browser/worker/image-codec.ts";
import { createImageEditor } from "../../src/browser/worker/image-editor.ts";
import { createPicker } from "../../src/browser/worker/picker.ts";
import { createPresenter as createPresenterPort } from "../../src/browser/worker/presenter.ts";
import { createWx, type Wx } from "../../src/core/api/index.ts";
import { connect, type PageCommands } from "../../src/core/bridge/index.ts";
import type { Ports } from "../../src/core/ports/index.ts";
import { canDecodeHevc, createThumbnail, readVideo } from "../../src/browser/page/video-reader.ts";
import { createVideoCompressor } from "../../src/browser/page/video-compressor.ts";
import { createVideoEditor as createPageVideoEditor } from "../../src/browser/page/video-editor.ts";
import { createVideoEditor } from "../../src/browser/worker/video-editor.ts";
import { createVideoReader } from "../../src/browser/worker/video-reader.ts";
import { createPackageFiles } from "./package-files.ts";
import { pdfFiles } from "./pdf-files.ts";
import { createMemoryApp, createMemoryDisk, createMemoryPorts, type MemoryDisk } from "../../src/testing/index.ts";

type Asked = Pick<
  PageCommands<Blob>,
  | Extract<keyof PageCommands<Blob>, `${"album" | "consent" | "image" | "picker" | "presenter"}.${string}`>
  | "video.decodesHevc"
  | "video.edit"
  | "video.read"
  | "video.thumbnail"
>;

/** A device whose picker and presenter are those of a page, on the other end of a channel; its network is in memory. */
export interface PageHost {
  readonly wx: Wx;
  /** Gives a file a temporary path. */
  readonly adopt: (blob: Blob, extension?: string) => string;
  /** Opens a local file. */
  readonly read: (path: string) => Promise<Blob>;
  /** Names of all temporary files. */
  readonly temporaries: () => readonly string[];
  /** What the app and everything over it lie in. */
  readonly container: HTMLElement;
  /** What the presenter draws into. */
  readonly root: HTMLElement;
  readonly close: () => Promise<void>;
}

/** Makes the device; what stays is on `disk`. */
export function createPageHost(disk: MemoryDisk = createMemoryDisk()): PageHost {
  const container = document.createElement("div");
  document.body.append(container);
  const files = createFiles({ ...createPackageFiles(), Blob, crypto });
  const readBlob = (path: string): Promise<Blob> => files.blob(path);
  const resources = createResources(readBlob, new URL("/package/", location.href).href);
  const sources = { acquire: (source: string) => resources.acquire(source, ""), readBlob, pdfFiles };
  const presenter = createPresenter(container, sources, "en-US");
  const consent = createConsent(presenter.overlay, "en-US");
  const picker = createPagePicker(container, presenter, "en-US");
  const imageEditor = createPageImageEditor(presenter, "en-US");
  const videoCompressor = createVideoCompressor(new URL("compression-entry.ts", import.meta.url).href);
  const videoEditor = createPageVideoEditor(presenter, videoCompressor, "en-US");
  const { port1, port2 } = new MessageChannel();
  const answering = connect<{}, Asked>(port2, {
    "album.save": async (blob, name) => download(blob, name),
    "consent.ask": (scope) => consent.ask(scope),
    "consent.openSettings": (settings) => consent.openSettings(settings),
    "image.crop": (blob, ratio) => imageEditor.crop(blob, ratio),
    "image.edit": (blob) => imageEditor.edit(blob),
    "picker.chooseMedia": (choice) => picker.chooseMedia(choice),
    "picker.chooseFiles": (choice) => picker.chooseFiles(choice),
    "video.decodesHevc": () => canDecodeHevc(),
    "video.edit": (blob, choice) => videoEditor.edit(blob, choice),
    "video.read": (blob) => readVideo(blob),
    "video.thumbnail": (blob) => createThumbnail(blob),
    "presenter.showToast": (toast) => presenter.showToast(toast),
    "presenter.hideToast": (kind) => presenter.hideToast(kind),
    "presenter.showModal": (modal) => presenter.showModal(modal),
    "presenter.showActionSheet": (sheet) => presenter.showActionSheet(sheet),
    "presenter.openDocument": (shown) => presenter.openDocument(shown),
    "presenter.openPreview": (shown) => presenter.openPreview(shown),
    "presenter.previewClosed": () => presenter.previewClosed(),
  });
  const page = connect<PageCommands<Blob>, {}>(port1, {});
  const ports: Ports = {
    ...createMemoryPorts(disk),
    album: createAlbum(page, files),
    clock: createClock(),
    consent: {
      ask: (scope) => page.call("consent.ask", scope),
      openSettings: (settings) => page.call("consent.openSettings", settings),
    },
    files,
    imageCodec: createImageCodec(files, { createImageBitmap, OffscreenCanvas, Path2D }),
    imageEditor: createImageEditor(page, files),
    picker: createPicker(page, files),
    presenter: createPresenterPort(page),
    videoEditor: createVideoEditor(page, files),
    videoReader: createVideoReader(page, files),
  };
  return {
    wx: createWx({ ports, app: createMemoryApp() }),
    read: (path) => files.blob(path),
    temporaries: () => files.temporaries.names,
    adopt: (blob, extension) => files.adopt(blob, extension),
    container,
    root: presenter.overlay.root,
    async close() {
      page.close();
      answering.close();
      port1.close();
      presenter.close();
      resources.close();
      container.remove();
    },
  };
}
