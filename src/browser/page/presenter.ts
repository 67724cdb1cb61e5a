import { HostError, type PresenterPort } from "../../core/ports/index.ts";
import { showActionSheet } from "./action-sheet.ts";
import type { PdfFiles } from "./document/pdf-files.ts";
import { showModal } from "./modal.ts";
import { createOverlay, type Overlay } from "./overlay.ts";
import type { AcquiredResource } from "./resources.ts";
import { textsOf } from "./texts.ts";
import { createToastSlot } from "./toast-slot.ts";

/** {@link PresenterPort} in the page. */
export interface Presenter extends PresenterPort {
  /** Where it draws. */
  readonly overlay: Overlay;
  /** Sets the theme, which is the browser's until then. */
  setTheme(theme: "light" | "dark"): void;
  /** Takes away everything that is shown. */
  close(): void;
}

/** Where what is shown comes from. */
export interface PresenterSources {
  /** Opens a picture of a toast. */
  acquire(source: string): AcquiredResource;
  /** Opens a local file. Rejects with `not-found`. */
  readBlob(path: string): Promise<Blob>;
  /** @default those of the built runtime */
  pdfFiles?: PdfFiles;
}

/** Shows toasts, modals, action sheets and documents over what is in `container`. */
export function createPresenter(
  container: HTMLElement,
  sources: PresenterSources,
  language: string = navigator.language,
): Presenter {
  const overlay = createOverlay(container);
  const toasts = createToastSlot(overlay, (source) => sources.acquire(source));
  const end = new AbortController();
  return {
    overlay,
    async showToast(toast) {
      await overlay.ready;
      toasts.show(toast);
    },
    async hideToast(kind) {
      await overlay.ready;
      toasts.hide(kind);
    },
    showModal: (modal) => showModal(overlay, modal),
    showActionSheet: (sheet) => showActionSheet(overlay, sheet, textsOf(language).cancel),
    async openDocument(document) {
      const [{ openDocumentPage }, blob] = await Promise.all([loadDocumentPage(), sources.readBlob(document.path)]);
      const { pdfFiles } = sources;
      await openDocumentPage({ overlay, blob, document, language, signal: end.signal, pdfFiles });
    },
    setTheme: (theme) => overlay.setTheme(theme),
    close() {
      end.abort();
      toasts.hide();
      overlay.close();
    },
  };
}

/** Few apps open documents: what shows them is loaded with the first. */
function loadDocumentPage(): Promise<typeof import("./document/document-page.ts")> {
  return import("./document/document-page.ts").catch((cause: unknown) => {
    throw new HostError("network", "What shows documents could not be loaded", { cause });
  });
}
