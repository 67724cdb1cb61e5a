import { createInner } from "./leaf.ts";
import { formatTime, MediaComponent } from "./media-component.ts";

/** `<wx-audio>`: a bar with a cover and a button, or nothing to be seen without `controls`. */
export class WxAudio extends MediaComponent<HTMLAudioElement> {
  static override readonly tag: string = "audio";

  declare poster: string;
  declare name: string;
  declare author: string;

  readonly #bar = createInner("div", "wx-audio-bar");
  readonly #cover = createInner("img", "wx-audio-cover");
  readonly #button = createInner("button", "wx-audio-button");
  readonly #name = createInner("div", "wx-audio-name");
  readonly #author = createInner("div", "wx-audio-author");
  readonly #time = createInner("div", "wx-audio-time");

  constructor() {
    super(document.createElement("audio"));
    this.#cover.alt = "";
    this.#button.type = "button";
    this.#button.addEventListener("click", () => {
      if (this.media.paused) this.play().catch((error: unknown) => console.warn(error));
      else this.pause();
    });
    const text = createInner("div", "wx-audio-text");
    text.append(this.#name, this.#author);
    this.#bar.append(this.#cover, this.#button, text, this.#time);
  }

  protected override get reflected(): readonly string[] {
    return ["controls"];
  }

  protected override update(): void {
    if (this.#bar.parentNode !== this) this.replaceChildren(this.media, this.#bar);
    this.#name.textContent = this.name;
    this.#author.textContent = this.author;
    this.#cover.hidden = this.poster === "";
    if (this.poster === "") this.#cover.removeAttribute("src");
    else if (this.#cover.getAttribute("src") !== this.poster) this.#cover.src = this.poster;
    this.updateSource();
    this.shown();
  }

  protected override shown(): void {
    const { paused } = this.media;
    this.#bar.classList.toggle("wx-audio-playing", !paused);
    this.#button.ariaLabel = paused ? "播放" : "暂停";
    this.#time.textContent = formatTime(this.time.currentTime);
  }

  /** The number of the platform's table, which is that of the browser. */
  protected override describe({ code }: MediaError): object {
    return { errMsg: code };
  }
}
