import { parseAsync, renderDocument } from "docx-preview";
import { invalidDocument } from "../../../core/document/index.ts";
import { element } from "../element.ts";
import { blobSource } from "./blob-source.ts";
import type { ShowView } from "./document-view.ts";
import { elementsOf } from "./word-elements.ts";
import { repackWord } from "./word-package.ts";
import { createZoomTools, zoomByGestures } from "./zoom-tools.ts";

/** What is in the frame loads nothing from anywhere; the frame itself runs no scripts. */
const POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";
const MARGIN = 12;
const STYLE = `
html { background: transparent; }
body { margin: 0; overflow: auto; overscroll-behavior: contain; -webkit-text-size-adjust: none; }
.docx-wrapper { --margin: calc(${MARGIN}px / var(--scale, 1)); background: transparent; padding: var(--margin); display: flex; flex-flow: column; align-items: center; width: max-content; min-width: 100%; box-sizing: border-box; }
.docx-wrapper > section.docx { background: #fff; color: #000; margin-bottom: var(--margin); box-shadow: 0 1px 6px rgba(0,0,0,.2);
  box-sizing: border-box; padding: 72pt; font-family: system-ui, -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
a[data-anchor] { cursor: pointer; }
`;
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"></head><body></body></html>`;

/** Shows a text as its pages, as wide as the screen, in a frame without rights. */
export const showWord: ShowView = async (container, blob, { texts }) => {
  const bytes = await repackWord(blobSource(blob));
  const { frame, inner } = await openFrame(container);
  const options = { h: elementsOf(inner), renderAltChunks: false, useBase64URL: true };
  try {
    const nodes = await renderDocument(await parseAsync(bytes, options), options);
    for (const node of nodes) (node.nodeName === "STYLE" ? inner.head : inner.body).append(node);
  } catch (cause) {
    frame.remove();
    throw invalidDocument("its text can't be read", cause);
  }
  const style = inner.createElement("style");
  style.textContent = STYLE;
  inner.head.append(style);

  const fit = (): void => {
    inner.body.style.zoom = "1";
    const widths = [...inner.querySelectorAll<HTMLElement>("section.docx")].map((page) => page.offsetWidth);
    const scale = Math.min(1, (frame.clientWidth - 2 * MARGIN) / Math.max(...widths, 1)) * tools.factor;
    inner.body.style.zoom = String(scale);
    inner.body.style.setProperty("--scale", String(scale));
  };
  const tools = createZoomTools(texts, fit);
  const resizing = new ResizeObserver(fit);
  const stopGestures = zoomByGestures(inner, tools);
  const follow = (event: Event): void => {
    const anchor = (event.target as Element).closest("a[data-anchor]")?.getAttribute("data-anchor");
    if (typeof anchor === "string") inner.getElementById(anchor)?.scrollIntoView();
  };
  inner.addEventListener("click", follow);
  container.append(tools.element);
  fit();
  resizing.observe(frame);
  return {
    close() {
      resizing.disconnect();
      stopGestures();
      inner.removeEventListener("click", follow);
    },
  };
};

async function openFrame(container: HTMLElement): Promise<{ frame: HTMLIFrameElement; inner: Document }> {
  const frame = element("iframe", "word-frame");
  // The same origin lets this page fill it; without allow-scripts nothing in it runs.
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.srcdoc = PAGE;
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    container.append(frame);
  });
  const inner = frame.contentDocument;
  if (inner === null) throw new Error("The frame of a document has no document");
  return { frame, inner };
}
