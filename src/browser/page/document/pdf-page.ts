import {
  RenderingCancelledException,
  TextLayer,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
} from "pdfjs-dist";
import { element } from "../element.ts";
import type { DocumentTexts } from "./document-texts.ts";

/** Browsers refuse larger canvases, and small devices have no memory for them. */
const MAX_CANVAS_PIXELS = 16 * 1024 * 1024;

/** One page of a PDF: empty paper until it is shown. */
export class PdfPage {
  readonly element: HTMLElement;
  readonly number: number;
  readonly #pdf: PDFDocumentProxy;
  readonly #texts: DocumentTexts;
  #page: PDFPageProxy | undefined;
  #rendering: RenderTask | undefined;
  /** Tells a drawing that another one replaced it. */
  #turn = 0;

  constructor(pdf: PDFDocumentProxy, number: number, aspectRatio: string, texts: DocumentTexts) {
    this.#pdf = pdf;
    this.number = number;
    this.#texts = texts;
    this.element = element("div", "pdf-page");
    this.element.role = "group";
    this.element.ariaLabel = texts.page(number);
    this.element.style.aspectRatio = aspectRatio;
  }

  /** Draws the page as large as its paper is now. */
  async show(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#rendering?.cancel();
    try {
      const page = (this.#page ??= await this.#pdf.getPage(this.number));
      if (turn !== this.#turn) return;
      this.element.style.aspectRatio = aspectRatioOf(page);
      const scale = this.element.clientWidth / page.getViewport({ scale: 1 }).width;
      const canvas = await this.#draw(page, scale);
      if (turn !== this.#turn) return;
      const words = element("div", "pdf-words");
      this.element.style.setProperty("--total-scale-factor", String(scale));
      this.element.replaceChildren(canvas, words);
      const viewport = page.getViewport({ scale });
      await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
    } catch (error) {
      if (error instanceof RenderingCancelledException || turn !== this.#turn) return;
      this.element.replaceChildren(element("p", "pdf-failure", this.#texts.pageFailed));
    }
  }

  /** Makes the paper empty again, and frees what was on it. */
  hide(): void {
    this.#turn += 1;
    this.#rendering?.cancel();
    this.element.replaceChildren();
    this.#page?.cleanup();
  }

  async #draw(page: PDFPageProxy, scale: number): Promise<HTMLCanvasElement> {
    const { width, height } = page.getViewport({ scale });
    const ratio = Math.min(window.devicePixelRatio, Math.sqrt(MAX_CANVAS_PIXELS / (width * height)));
    const viewport = page.getViewport({ scale: scale * ratio });
    const canvas = element("canvas", "");
    canvas.ariaHidden = "true";
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    this.#rendering = page.render({ canvas, viewport });
    await this.#rendering.promise;
    return canvas;
  }
}

/** The aspect ratio of a page for CSS. */
export function aspectRatioOf(page: PDFPageProxy): string {
  const { width, height } = page.getViewport({ scale: 1 });
  return `${width} / ${height}`;
}
