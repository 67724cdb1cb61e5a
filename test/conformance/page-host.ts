import { createConsent } from "../../src/browser/page/consent.ts";
import { createPicker as createPagePicker } from "../../src/browser/page/picker.ts";
import { createPresenter } from "../../src/browser/page/presenter.ts";
import { createClock } from "../../src/browser/worker/clock.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { createPicker } from "../../src/browser/worker/picker.ts";
import { createWx, type Wx } from "../../src/core/api/index.ts";
import { connect, type PageCommands } from "../../src/core/bridge/index.ts";
import type { Ports, PresenterPort } from "../../src/core/ports/index.ts";
import { pdfFiles } from "./pdf-files.ts";
import { createMemoryApp, createMemoryDisk, createMemoryPorts, type MemoryDisk } from "../../src/testing/index.ts";

type Asked = Pick<PageCommands<Blob>, Extract<keyof PageCommands<Blob>, `${"consent" | "picker" | "presenter"}.${string}`>>;

/** A device whose picker and presenter are those of a page, on the other end of a channel; its network is in memory. */
export interface PageHost {
  readonly wx: Wx;
  /** Gives a file a temporary path. */
  readonly adopt: (blob: Blob, extension?: string) => string;
  /** What the presenter draws into. */
  readonly root: HTMLElement;
  readonly close: () => Promise<void>;
}

/** Makes the device; what stays is on `disk`. */
export function createPageHost(disk: MemoryDisk = createMemoryDisk()): PageHost {
  const container = document.createElement("div");
  document.body.append(container);
  const nothing = { url: Promise.resolve("data:,"), release: () => {} };
  const files = createFiles({ packageUrl: "http://localhost/", fetch, Blob, crypto, XMLHttpRequest });
  const sources = { acquire: () => nothing, readBlob: (path: string) => files.blob(path), pdfFiles };
  const presenter = createPresenter(container, sources, "en-US");
  const consent = createConsent(presenter.overlay, "en-US");
  const picker = createPagePicker(container, presenter, "en-US");
  const { port1, port2 } = new MessageChannel();
  const answering = connect<{}, Asked>(port2, {
    "consent.ask": (scope) => consent.ask(scope),
    "consent.openSettings": (settings) => consent.openSettings(settings),
    "picker.chooseImages": (choice) => picker.chooseImages(choice),
    "presenter.showToast": (toast) => presenter.showToast(toast),
    "presenter.hideToast": (kind) => presenter.hideToast(kind),
    "presenter.showModal": (modal) => presenter.showModal(modal),
    "presenter.showActionSheet": (sheet) => presenter.showActionSheet(sheet),
    "presenter.openDocument": (shown) => presenter.openDocument(shown),
  });
  const page = connect<PageCommands<Blob>, {}>(port1, {});
  const presenterPort: PresenterPort = {
    showToast: (toast) => page.call("presenter.showToast", toast),
    hideToast: (kind) => page.call("presenter.hideToast", kind),
    showModal: (modal) => page.call("presenter.showModal", modal),
    showActionSheet: (sheet) => page.call("presenter.showActionSheet", sheet),
    openDocument: (shown) => page.call("presenter.openDocument", shown),
  };
  const ports: Ports = {
    ...createMemoryPorts(disk),
    clock: createClock(),
    consent: {
      ask: (scope) => page.call("consent.ask", scope),
      openSettings: (settings) => page.call("consent.openSettings", settings),
    },
    files,
    picker: createPicker(page, files),
    presenter: presenterPort,
  };
  return {
    wx: createWx({ ports, app: createMemoryApp() }),
    adopt: (blob, extension) => files.adopt(blob, extension),
    root: presenter.overlay.root,
    async close() {
      page.close();
      answering.close();
      port1.close();
      presenter.close();
      container.remove();
    },
  };
}
