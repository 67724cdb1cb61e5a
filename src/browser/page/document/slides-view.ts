import { OfficePackage } from "../../../core/document/index.ts";
import { element } from "../element.ts";
import { blobSource } from "./blob-source.ts";
import type { DocumentTexts } from "./document-texts.ts";
import type { ShowView } from "./document-view.ts";
import { readSlide, readSlideList, type SlideBlock } from "./slides.ts";
import { readOrSkip } from "./word-package.ts";

/** The pictures that browsers show; those of Windows alone they do not. */
const PICTURES: Readonly<Record<string, string>> = {
  bmp: "image/bmp",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
};

/** Shows what is on the slides of a presentation, one below the other; each is read when it comes near the screen. */
export const showSlides: ShowView = async (container, blob, { texts }) => {
  const office = await OfficePackage.open(blobSource(blob));
  const urls = new Map<string, string>();
  const paths = await readSlideList(office);
  const slides = paths.map((_path, index) => {
    const slide = element("section", "slide", element("div", "slide-number", String(index + 1)));
    slide.ariaLabel = texts.slide(index + 1);
    return slide;
  });
  let isClosed = false;

  const urlOf = async (path: string): Promise<string | undefined> => {
    const known = urls.get(path);
    const type = PICTURES[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
    if (known !== undefined || type === undefined) return known;
    const bytes = await readOrSkip(office.archive, path);
    if (bytes === undefined || isClosed) return undefined;
    const url = urls.get(path) ?? URL.createObjectURL(new Blob([bytes], { type }));
    urls.set(path, url);
    return url;
  };
  const fill = async (slide: Element, path: string): Promise<void> => {
    const blocks = await readSlide(office, path);
    const shown = await Promise.all(blocks.map((block) => draw(block, urlOf)));
    const made = shown.filter((node) => node !== undefined);
    slide.prepend(...(made.length > 0 ? made : [element("p", "slide-empty", texts.emptySlide)]));
  };
  const fillOrTell = (slide: Element, path: string): Promise<void> =>
    fill(slide, path).catch(() => slide.prepend(failure(texts)));

  const scroller = element("div", "document-scroll", element("div", "slide-list", ...slides));
  scroller.tabIndex = 0;
  const watcher = new IntersectionObserver(
    (entries, observer) => {
      for (const { target, isIntersecting } of entries) {
        const path = paths[slides.findIndex((slide) => slide === target)];
        if (!isIntersecting || path === undefined) continue;
        observer.unobserve(target);
        void fillOrTell(target, path);
      }
    },
    { root: scroller, rootMargin: "100% 0%" },
  );
  const [first, ...others] = slides;
  if (first !== undefined && paths[0] !== undefined) await fill(first, paths[0]);
  container.append(scroller);
  for (const slide of others) watcher.observe(slide);
  return {
    close() {
      isClosed = true;
      watcher.disconnect();
      for (const url of urls.values()) URL.revokeObjectURL(url);
    },
  };
};

function failure(texts: DocumentTexts): HTMLElement {
  return element("p", "slide-empty", texts.pageFailed);
}

async function draw(
  block: SlideBlock,
  urlOf: (path: string) => Promise<string | undefined>,
): Promise<HTMLElement | undefined> {
  switch (block.kind) {
    case "title":
      return element("h2", "", block.text);
    case "text": {
      const paragraphs = block.paragraphs.map(({ text, level, points }) => {
        const paragraph = element("p", level > 0 ? "slide-item" : "", text);
        paragraph.style.setProperty("--level", String(level));
        if (points !== undefined) paragraph.style.setProperty("--points", String(points));
        return paragraph;
      });
      return element("div", "slide-text", ...paragraphs);
    }
    case "table": {
      const rows = block.rows.map((cells) => element("tr", "", ...cells.map((text) => element("td", "", text))));
      return element("div", "slide-table", element("table", "", ...rows));
    }
    case "picture": {
      const url = await urlOf(block.path);
      if (url === undefined) return undefined;
      const picture = element("img", "");
      picture.src = url;
      picture.alt = block.description;
      return picture;
    }
  }
}
