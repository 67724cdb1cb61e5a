import { HostError, type PresenterPort, type ShownPreview } from "../../core/ports/index.ts";
import { showActionSheet } from "./action-sheet.ts";
import type { PdfFiles } from "./document/pdf-files.ts";
import { showModal } from "./modal.ts";
import { createOverlay, type Overlay } from "./overlay.ts";
import type { OpenPreview } from "./preview/preview-page.ts";
import type { AcquiredResource } from "./resources.ts";
import { textsOf } from "./texts.ts";
import { createToastSlot } from "./toast-slot.ts";

/** {@link PresenterPort} in the page. */
export interface Presenter extends Omit<PresenterPort, "openPreview"> {
  /** Opens a viewer, and resolves when it is open; it takes the place of another one. */
  openPreview(preview: ShownPreview): Promise<void>;
  /** Resolves when the preview that was opened last is open no longer. */
  previewClosed(): Promise<void>;
  /** Where it draws. */
  readonly overlay: Overlay;
  /** Aborts when everything is taken away. */
  readonly signal: AbortSignal;
  /** Sets the theme, which is the browser's until then. */
  setTheme(theme: "light" | "dark"): void;
  /** Takes away everything that is shown. */
  close(): void;
}

/** Where what is shown comes from. */
export interface PresenterSources {
  /** Opens a picture of a toast, or what a preview shows. */
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
  let preview: OpenPreview | undefined;
  return {
    overlay,
    signal: end.signal,
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
    async openPreview(shown) {
      const { openPreviewPage } = await loadPreviewPage();
      preview?.close();
      preview = await openPreviewPage({
        container,
        overlay,
        shown,
        acquire: (source) => sources.acquire(source),
        language,
      });
      // The app may have ended while it was loaded.
      if (end.signal.aborted) preview.close();
    },
    previewClosed: async () => preview?.closed,
    setTheme: (theme) => overlay.setTheme(theme),
    close() {
      end.abort();
      preview?.close();
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

/** What shows previews is loaded with the first, too. */
function loadPreviewPage(): Promise<typeof import("./preview/preview-page.ts")> {
  return import("./preview/preview-page.ts").catch((cause: unknown) => {
    throw new HostError("network", "What shows previews could not be loaded", { cause });
  });
}
