import { inspectDocument, invalidDocument } from "../../../core/document/index.ts";
import { HostError, isHostError, type ShownDocument } from "../../../core/ports/index.ts";
import { showActionSheet } from "../action-sheet.ts";
import { showDialog } from "../dialog.ts";
import { download } from "../download.ts";
import { button, element } from "../element.ts";
import type { Overlay } from "../overlay.ts";
import { textsOf } from "../texts.ts";
import { blobSource } from "./blob-source.ts";
import { documentStyle } from "./document-style.ts";
import { documentTextsOf, type DocumentTexts } from "./document-texts.ts";
import type { DocumentView } from "./document-view.ts";
import { runtimePdfFiles, type PdfFiles } from "./pdf-files.ts";
import { loadView } from "./show-view.ts";

const TITLE_END = 10;

/** What {@link openDocumentPage} works with. */
export interface DocumentPageOptions {
  overlay: Overlay;
  blob: Blob;
  document: ShownDocument;
  language: string;
  /** Aborts when the app ends, which takes the page away. */
  signal: AbortSignal;
  /** @default those of the built runtime */
  pdfFiles?: PdfFiles;
}

/**
 * Opens a page over the app that shows a document, and resolves when it is there; the person closes it. Rejects with `invalid-data` for what
 * can't be shown.
 */
export async function openDocumentPage(options: DocumentPageOptions): Promise<void> {
  const { overlay, blob, document, language, signal, pdfFiles = runtimePdfFiles } = options;
  const texts = documentTextsOf(language);
  await inspectDocument(document.type, blobSource(blob));
  const show = await loadView(document.type);
  await overlay.ready;
  if (signal.aborted) throw new HostError("aborted", "The app ended");

  let leave = (): void => {};
  let view: DocumentView | undefined;
  let isOpen = true;
  const content = element("div", "document-content");
  const waiting = drawWaiting(texts);
  const closed = showDialog<"back">(overlay, {
    label: document.name,
    dismissal: "back",
    fill(dialog, answer) {
      leave = () => answer("back");
      const menu = document.hasMenu ? () => openMenu(options, texts) : undefined;
      const bar = drawBar(document.name, texts, leave, menu);
      dialog.append(element("div", "document", element("style", "", documentStyle), bar, content, waiting));
    },
  }).finally(() => {
    isOpen = false;
    view?.close();
  });
  signal.addEventListener("abort", () => leave(), { once: true });

  const shown = show(content, blob, { texts, pdfFiles }).then((made) => {
    waiting.remove();
    if (isOpen) view = made;
    else made.close();
  });
  try {
    // Who goes back before it is there has seen enough.
    await Promise.race([shown, closed]);
  } catch (error) {
    leave();
    await closed;
    throw isHostError(error) ? error : invalidDocument("it can't be shown", error);
  } finally {
    shown.catch(() => {});
  }
}

function drawBar(name: string, texts: DocumentTexts, leave: () => void, menu: (() => void) | undefined): HTMLElement {
  const back = button("document-back", "", leave);
  back.ariaLabel = texts.back;
  // A long name is cut in its middle: its end says the most.
  const end = Math.max(0, name.length - TITLE_END);
  const title = element(
    "h1",
    "document-title",
    element("span", "", name.slice(0, end)),
    element("span", "", name.slice(end)),
  );
  const bar = element("header", "document-bar", back, title);
  if (menu !== undefined) {
    const more = button("document-more", "", menu);
    more.ariaLabel = texts.menu;
    bar.append(more);
  }
  return bar;
}

function drawWaiting(texts: DocumentTexts): HTMLElement {
  const icon = element("span", "weui-primary-loading", element("span", "weui-primary-loading__dot"));
  const waiting = element("div", "document-waiting", icon, texts.loading);
  waiting.role = "status";
  return waiting;
}

/** Lets the person save the document, and share it where the browser can. */
function openMenu({ overlay, blob, document: { name }, language }: DocumentPageOptions, texts: DocumentTexts): void {
  const file = new File([blob], name, { type: blob.type });
  const canShare = typeof navigator.canShare === "function" && navigator.canShare({ files: [file] });
  const items = canShare ? [texts.save, texts.share] : [texts.save];
  showActionSheet(overlay, { items, itemColor: "#000000" }, textsOf(language).cancel)
    .then((index) => (index === 0 ? download(file, name) : navigator.share({ files: [file] })))
    .catch(() => {
      // The person changed their mind; there is nothing to tell.
    });
}
