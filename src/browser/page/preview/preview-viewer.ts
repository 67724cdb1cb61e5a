import PhotoSwipe, { type SlideData } from "photoswipe";
import { button, element } from "../element.ts";
import { listenForLongPress } from "./long-press.ts";
import type { PreviewTexts } from "./preview-texts.ts";

/** What the viewer shows. */
export interface ViewerItem {
  kind: "image" | "video";
  url: string;
  /** What a copy of it is called. */
  name: string;
  /** Picture of a video that does not play yet; empty for none. */
  poster: string;
}

/** What a {@link PreviewViewer} works with. */
export interface PreviewViewerOptions {
  items: readonly ViewerItem[];
  /** The item to begin with. */
  index: number;
  referrerPolicy: "no-referrer" | "origin";
  texts: PreviewTexts;
  /** The person closed it. */
  onClose: () => void;
  /** The person pressed an item for long; absent where there is no menu. */
  onMenu?: (item: ViewerItem) => void;
}

type Content = NonNullable<SlideData["content"]>;

/** The controls of a video lie at its lower end, where fingers do not swipe. */
const CONTROLS_PIXELS = 96;
const FADE_MS = 200;
/** How much larger a double tap makes a picture, and fingers at most, from the size that fits. */
const DOUBLE_TAP_SCALE = 2.5;
const MAX_SCALE = 5;

/** Pictures and videos one at a time: swiped, zoomed by two fingers, a double tap or the wheel, and closed by a tap. */
export class PreviewViewer {
  readonly #options: PreviewViewerOptions;
  readonly #viewer: PhotoSwipe;
  readonly #end = new AbortController();
  readonly #index = element("div", "preview-index");
  readonly #close: HTMLButtonElement;
  /** Whether the finger that is down has opened the menu; it does not close the viewer when it goes up. */
  #hasPressed = false;

  constructor(options: PreviewViewerOptions) {
    const { items, index, texts } = options;
    this.#options = options;
    this.#close = button("preview-close", "", () => this.#viewer.close());
    this.#close.ariaLabel = texts.close;
    const closeByTap = (): void => this.#tap();
    this.#viewer = new PhotoSwipe({
      dataSource: items.map(({ kind, url }) => (kind === "image" ? { src: url } : { type: "video" })),
      index,
      loop: false,
      bgOpacity: 1,
      showHideAnimationType: "fade",
      showAnimationDuration: FADE_MS,
      hideAnimationDuration: FADE_MS,
      wheelToZoom: true,
      // The dialog around it does that.
      escKey: false,
      trapFocus: false,
      returnFocus: false,
      arrowPrev: false,
      arrowNext: false,
      close: false,
      zoom: false,
      counter: false,
      imageClickAction: closeByTap,
      bgClickAction: closeByTap,
      tapAction: closeByTap,
      doubleTapAction: "zoom",
      errorMsg: texts.failed,
      initialZoomLevel: ({ panAreaSize, elementSize }) => fit(panAreaSize, elementSize),
      secondaryZoomLevel: ({ initial }) => initial * DOUBLE_TAP_SCALE,
      maxZoomLevel: ({ initial }) => initial * MAX_SCALE,
    });
    this.#listen();
  }

  /** Opens it in an element that is in the page. */
  open(parent: HTMLElement): void {
    this.#viewer.options.appendToEl = parent;
    this.#viewer.init();
    this.#viewer.element?.append(this.#index, this.#close);
    this.#follow();
    const { onMenu } = this.#options;
    listenForLongPress(
      parent,
      () => {
        const item = this.#options.items[this.#viewer.currIndex];
        if (item === undefined) return;
        this.#hasPressed = onMenu !== undefined;
        onMenu?.(item);
      },
      this.#end.signal,
    );
    // Each touch begins anew.
    parent.addEventListener("pointerdown", () => (this.#hasPressed = false), {
      capture: true,
      signal: this.#end.signal,
    });
  }

  /** Ends it at once. */
  close(): void {
    this.#end.abort();
    const viewer = this.#viewer;
    // One that still opens can't be ended.
    if (viewer.opener.isOpen || viewer.isDestroying) viewer.destroy();
    else viewer.on("openingAnimationEnd", () => viewer.destroy());
  }

  #listen(): void {
    const viewer = this.#viewer;
    viewer.on("change", () => this.#follow());
    viewer.on("destroy", () => this.#options.onClose());
    viewer.on("zoomLevelsUpdate", ({ zoomLevels }) => {
      // For the library a small picture that fills the screen is zoomed, and would not be swiped.
      zoomLevels.fit = zoomLevels.min = zoomLevels.initial;
    });
    viewer.on("pointerDown", (event) => {
      if (isOnControls(event.originalEvent)) event.preventDefault();
    });
    viewer.on("contentLoad", (event) => {
      const { content } = event;
      const item = this.#options.items[content.index];
      if (content.type !== "video" || item === undefined || content.element !== undefined) return;
      event.preventDefault();
      content.element = drawVideo(item);
    });
    viewer.on("contentLoadImage", ({ content }) => {
      if (content.element instanceof HTMLImageElement) {
        content.element.referrerPolicy = this.#options.referrerPolicy;
        // The long press is ours.
        content.element.draggable = false;
      }
    });
    viewer.on("loadComplete", ({ content, isError }) => {
      if (isError !== true) measure(content);
    });
    viewer.on("contentDeactivate", ({ content }) => content.element?.querySelector("video")?.pause());
  }

  #tap(): void {
    if (this.#hasPressed) return;
    // A tap on a video is for its player.
    if (this.#options.items[this.#viewer.currIndex]?.kind === "image") this.#viewer.close();
  }

  #follow(): void {
    const { items } = this.#options;
    const { currIndex } = this.#viewer;
    this.#index.textContent = items.length > 1 ? `${currIndex + 1} / ${items.length}` : "";
    this.#close.hidden = items[currIndex]?.kind === "image";
  }
}

/** Makes a picture as large as the screen allows, also a small one. */
function fit(area: { x: number; y: number } | null, picture: { x: number; y: number } | null): number {
  // What is not loaded yet has no size.
  if (!area || !picture?.x || !picture.y) return 1;
  return Math.min(area.x / picture.x, area.y / picture.y);
}

/** Tells the viewer the size of a picture, which nobody knew before it was loaded. */
function measure(content: Content): void {
  const { element: picture, slide } = content;
  if (!(picture instanceof HTMLImageElement) || slide === undefined) return;
  for (const sized of [content, content.data, slide]) {
    sized.width = picture.naturalWidth;
    sized.height = picture.naturalHeight;
  }
  slide.resize();
}

function isOnControls(event: Event): boolean {
  const { target } = event;
  if (!(target instanceof HTMLVideoElement) || !(event instanceof MouseEvent)) return false;
  return event.clientY > target.getBoundingClientRect().bottom - CONTROLS_PIXELS;
}

function drawVideo({ url, poster }: ViewerItem): HTMLDivElement {
  const video = element("video", "");
  video.src = url;
  video.controls = true;
  video.playsInline = true;
  video.preload = "metadata";
  if (poster !== "") video.poster = poster;
  return element("div", "pswp__content preview-video", video);
}
