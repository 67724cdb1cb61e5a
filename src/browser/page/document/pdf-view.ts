import {
  getDocument,
  PasswordResponses,
  PDFDataRangeTransport,
  PDFWorker,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
} from "pdfjs-dist";
import { invalidDocument } from "../../../core/document/index.ts";
import { HostError } from "../../../core/ports/index.ts";
import { element } from "../element.ts";
import { startWorker } from "../start-worker.ts";
import type { DocumentTexts } from "./document-texts.ts";
import type { DocumentView, ShowView } from "./document-view.ts";
import { askPassword } from "./password-form.ts";
import { aspectRatioOf, PdfPage } from "./pdf-page.ts";
import { createZoomTools, zoomByGestures } from "./zoom-tools.ts";

/** Shows a PDF as a list of pages; only those near the screen are drawn. One with a password counts as shown when it asks for it. */
export const showPdf: ShowView = async (container, blob, { texts, pdfFiles }) => {
  const { workerUrl, ...folders } = pdfFiles;
  const thread = startWorker(workerUrl);
  const worker = PDFWorker.create({ port: thread });
  const bytes = new BlobBytes(blob);
  const task = getDocument({
    ...folders,
    worker,
    range: bytes,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
  });
  let pages: DocumentView | undefined;
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    pages?.close();
    void task.destroy().finally(() => {
      worker.destroy();
      thread.terminate();
    });
  };
  const opened = open(task, thread, bytes).then(async (pdf) => {
    const first = await pdf.getPage(1);
    if (!isClosed) pages = showPages(container, pdf, aspectRatioOf(first), texts);
  });
  const asked = new Promise<void>((resolve) => {
    task.onPassword = (answer: (password: string) => void, reason: number) => {
      void askPassword(container, texts, reason === PasswordResponses.INCORRECT_PASSWORD).then(answer);
      resolve();
    };
  });
  try {
    await Promise.race([opened, asked]);
  } catch (error) {
    close();
    throw error;
  }
  opened.catch(() => {
    if (!isClosed) container.append(element("p", "document-empty", texts.pageFailed));
  });
  return { close };
};

/** Hands pdf.js the parts of a file that it asks for, so that a large one is never in memory as a whole. */
class BlobBytes extends PDFDataRangeTransport {
  readonly #blob: Blob;
  /** Called when the file can't be read any more. */
  failed: (cause: unknown) => void = () => {};

  constructor(blob: Blob) {
    super(blob.size, null);
    this.#blob = blob;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#blob
      .slice(begin, end)
      .arrayBuffer()
      .then(
        (part) => this.onDataRange(begin, new Uint8Array(part)),
        (cause: unknown) => this.failed(cause),
      );
  }
}

function open(task: PDFDocumentLoadingTask, thread: Worker, bytes: BlobBytes): Promise<PDFDocumentProxy> {
  return new Promise((resolve, reject) => {
    thread.addEventListener("error", () => reject(new HostError("network", "The reader of PDFs could not be loaded")), {
      once: true,
    });
    bytes.failed = (cause) => reject(new HostError("not-found", "The file was changed or removed", { cause }));
    task.promise.then(resolve, (cause: unknown) => reject(invalidDocument("its pages can't be read", cause)));
  });
}

function showPages(
  container: HTMLElement,
  pdf: PDFDocumentProxy,
  aspectRatio: string,
  texts: DocumentTexts,
): DocumentView {
  const pages = Array.from({ length: pdf.numPages }, (_none, index) => new PdfPage(pdf, index + 1, aspectRatio, texts));
  const byElement = new Map<Element, PdfPage>(pages.map((page) => [page.element, page]));
  const list = element("div", "pdf-list", ...byElement.keys());
  const scroller = element("div", "document-scroll", list);
  scroller.tabIndex = 0;
  const near = new Set<PdfPage>();
  const redraw = (): void => near.forEach((page) => void page.show());
  const tools = createZoomTools(texts, (factor) => {
    keepPlace(scroller, () => list.style.setProperty("--zoom", String(factor)));
    redraw();
  });

  const tellPlace = (): void => {
    const { top, height } = scroller.getBoundingClientRect();
    const middle = top + height / 2;
    const inOrder = [...near].toSorted((one, other) => one.number - other.number);
    const current = inOrder.find((page) => page.element.getBoundingClientRect().bottom >= middle) ?? inOrder.at(-1);
    tools.setPlace(`${current?.number ?? 1} / ${pages.length}`);
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const page = byElement.get(target);
        if (page === undefined || isIntersecting === near.has(page)) continue;
        if (isIntersecting) {
          near.add(page);
          void page.show();
        } else {
          near.delete(page);
          page.hide();
        }
      }
      tellPlace();
    },
    { root: scroller, rootMargin: "100% 0%" },
  );
  // The paper changes with the window, too.
  let width = 0;
  const resizing = new ResizeObserver(([entry]) => {
    const next = entry?.contentRect.width ?? 0;
    if (width !== 0 && next !== width) redraw();
    width = next;
  });
  scroller.addEventListener("scroll", tellPlace, { passive: true });
  const stopGestures = zoomByGestures(scroller, tools);
  container.append(scroller, tools.element);
  for (const target of byElement.keys()) watcher.observe(target);
  resizing.observe(scroller);
  return {
    close() {
      watcher.disconnect();
      resizing.disconnect();
      stopGestures();
      for (const page of near) page.hide();
    },
  };
}

/** Changes the size of what scrolls, with the same part in the middle before and after. */
function keepPlace(scroller: HTMLElement, change: () => void): void {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = scroller;
  const x = (scrollLeft + clientWidth / 2) / scrollWidth;
  const y = (scrollTop + clientHeight / 2) / scrollHeight;
  change();
  scroller.scrollTo(x * scroller.scrollWidth - clientWidth / 2, y * scroller.scrollHeight - clientHeight / 2);
}
