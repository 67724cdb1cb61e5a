import { createInner, Leaf } from "./leaf.ts";

/** How far from the window an image with `lazy-load` starts to load: three screens. */
const LAZY_MARGIN = "300%";
/** How long a picture with `fade-in` takes to appear, milliseconds. */
const FADE_MS = 300;

/** `<wx-image>`. Shows the latest source only; the picture before stays until the new one is there. */
export class WxImage extends Leaf {
  static override readonly tag: string = "image";

  declare src: string;
  declare lazyLoad: boolean;
  declare fadeIn: boolean;

  #source = "";
  #loading: HTMLImageElement | undefined;
  #waiting: IntersectionObserver | undefined;

  protected override get reflected(): readonly string[] {
    return ["mode", "show-menu-by-longpress"];
  }

  disconnectedCallback(): void {
    this.#waiting?.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#waiting?.observe(this);
  }

  protected override update(changes: ReadonlySet<string>): void {
    if (this.src !== this.#source) {
      this.#source = this.src;
      this.#stop();
      if (this.src === "") this.replaceChildren();
      else if (this.lazyLoad) this.#loadNear();
      else this.#load();
    } else if (changes.has("lazy-load") && !this.lazyLoad && this.#waiting !== undefined) {
      this.#load();
    }
  }

  #loadNear(): void {
    // Pages scroll in an element of theirs, which a root margin would leave as it is. With a root, Firefox leaves it so, too.
    const options = { scrollMargin: LAZY_MARGIN };
    this.#waiting = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#load();
    }, options);
    this.#waiting.observe(this);
  }

  #load(): void {
    this.#stop();
    // A new element for each source, so that an event of an earlier one is not taken for this one's.
    const image = createInner("img", "wx-image-picture");
    image.alt = "";
    image.draggable = false;
    image.addEventListener("load", () => {
      if (!this.#settle(image)) return;
      this.replaceChildren(image);
      if (this.fadeIn) image.animate({ opacity: [0, 1] }, FADE_MS);
      this.emit("load", { width: image.naturalWidth, height: image.naturalHeight });
    });
    image.addEventListener("error", () => {
      if (!this.#settle(image)) return;
      this.replaceChildren();
      this.emit("error", { errMsg: `The image could not be loaded: ${image.src}` });
    });
    this.#loading = image;
    image.src = this.src;
  }

  #settle(image: HTMLImageElement): boolean {
    if (this.#loading !== image) return false;
    this.#loading = undefined;
    return true;
  }

  #stop(): void {
    this.#waiting?.disconnect();
    this.#waiting = undefined;
    // Without its source, the browser ends the download.
    this.#loading?.removeAttribute("src");
    this.#loading = undefined;
  }
}
