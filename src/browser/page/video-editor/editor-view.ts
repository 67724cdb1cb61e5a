import { largestPart, movePartEnd, movePartStart, type PartChoice, type VideoPart } from "../../../core/ports/index.ts";
import { button, element } from "../element.ts";
import type { EditorTexts } from "./editor-texts.ts";

/** What an {@link EditorView} works with. */
export interface EditorViewOptions {
  video: Blob;
  choice: PartChoice;
  texts: EditorTexts;
  onCancel: () => void;
  /** Called once. */
  onDone: (part: VideoPart) => void;
  /** The browser can't show the video. */
  onFailure: () => void;
}

type Side = "start" | "end";

/** How far a key moves a handle, seconds. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.1,
  ArrowDown: -0.1,
  ArrowRight: 0.1,
  ArrowUp: 0.1,
  PageDown: -1,
  PageUp: 1,
  Home: -Infinity,
  End: Infinity,
};

/** A browser may land so much earlier than it was asked to. */
const SEEK_SECONDS = 0.1;

/** A video that plays the chosen part again and again, over a bar with a handle at each end of the part. */
export class EditorView {
  readonly element: HTMLElement = element("div", "video-editor");
  readonly #options: EditorViewOptions;
  readonly #picture: HTMLVideoElement = element("video", "video-editor-picture");
  readonly #bar: HTMLElement = element("div", "video-editor-bar");
  readonly #chosen: HTMLElement = element("div", "video-editor-part");
  readonly #now: HTMLElement = element("div", "video-editor-now");
  readonly #length: HTMLElement = element("span", "video-editor-length");
  readonly #handles: Readonly<Record<Side, HTMLElement>>;
  readonly #play: HTMLButtonElement;
  readonly #done: HTMLButtonElement;
  readonly #url: string;
  #part: VideoPart;
  /** Whether the person stopped it. */
  #isPaused = false;
  /** Where the video is to be as soon as it can be, if it is not there. */
  #wantedSeconds: number | undefined;
  #frame = 0;

  constructor(options: EditorViewOptions) {
    const { video, choice, texts, onCancel } = options;
    this.#options = options;
    this.#part = largestPart(choice);
    this.#url = URL.createObjectURL(video);
    this.#handles = { start: this.#createHandle("start"), end: this.#createHandle("end") };
    this.#play = button("video-editor-play", "", () => this.#togglePlay());
    this.#done = button("weui-btn weui-btn_primary weui-btn_mini", texts.done, () => this.#finish());
    this.#bar.append(this.#chosen, this.#now, this.#handles.start, this.#handles.end);
    const cancel = button("video-editor-cancel", texts.cancel, onCancel);
    this.element.append(
      this.#picture,
      element("div", "video-editor-choice", this.#play, this.#bar),
      element("div", "video-editor-buttons", cancel, this.#length, this.#done),
    );
    this.#show();
    this.#startVideo();
  }

  /** Gives everything back. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#picture.removeAttribute("src");
    this.#picture.load();
    URL.revokeObjectURL(this.#url);
  }

  #startVideo(): void {
    const picture = this.#picture;
    picture.playsInline = true;
    picture.preload = "auto";
    // What a video without a source says is no news.
    picture.addEventListener("error", () => picture.hasAttribute("src") && this.#options.onFailure());
    picture.addEventListener("ended", () => this.#replay());
    for (const type of ["loadeddata", "seeked"] as const) picture.addEventListener(type, () => this.#seekOn());
    for (const type of ["play", "pause"] as const) picture.addEventListener(type, () => this.#showPlaying());
    picture.src = this.#url;
    this.#resume();
    this.#showPlaying();
    this.#follow();
  }

  #createHandle(side: Side): HTMLElement {
    const { texts, choice } = this.#options;
    const handle = element("div", `video-editor-handle video-editor-${side}`);
    handle.role = "slider";
    handle.tabIndex = 0;
    handle.ariaLabel = texts[side];
    handle.ariaValueMin = "0";
    handle.ariaValueMax = choice.durationSeconds.toFixed(1);
    handle.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#move(side, this.#timeOf(side) + step);
    });
    handle.addEventListener("keyup", ({ key }) => key in STEPS && this.#replay());
    this.#listenForDrag(handle, side);
    return handle;
  }

  #listenForDrag(handle: HTMLElement, side: Side): void {
    /** The finger that holds it. */
    let held: number | undefined;
    /** From the end of the part to the finger. */
    let offsetPixels = 0;
    handle.addEventListener("pointerdown", ({ pointerId, clientX }) => {
      held = pointerId;
      offsetPixels = clientX - this.#pixelsOf(this.#timeOf(side));
    });
    this.element.addEventListener("pointermove", ({ pointerId, clientX }) => {
      if (pointerId === held) this.#move(side, this.#secondsAt(clientX - offsetPixels));
    });
    for (const type of ["pointerup", "pointercancel", "pointerleave"] as const) {
      this.element.addEventListener(type, ({ pointerId }) => {
        if (pointerId !== held) return;
        held = undefined;
        this.#replay();
      });
    }
  }

  #pixelsOf(seconds: number): number {
    const { left, width } = this.#bar.getBoundingClientRect();
    return left + (seconds / this.#options.choice.durationSeconds) * width;
  }

  #secondsAt(pixels: number): number {
    const { left, width } = this.#bar.getBoundingClientRect();
    return ((pixels - left) / width) * this.#options.choice.durationSeconds;
  }

  #timeOf(side: Side): number {
    return side === "start" ? this.#part.startSeconds : this.#part.endSeconds;
  }

  /** Moves a handle, and shows the picture there. */
  #move(side: Side, seconds: number): void {
    const { choice } = this.#options;
    this.#part = (side === "start" ? movePartStart : movePartEnd)(this.#part, seconds, choice);
    this.#picture.pause();
    this.#seek(this.#timeOf(side));
    this.#show();
  }

  #show(): void {
    const { choice, texts } = this.#options;
    const { startSeconds, endSeconds } = this.#part;
    const place = (seconds: number): string => `${(seconds / choice.durationSeconds) * 100}%`;
    this.#chosen.style.left = this.#handles.start.style.left = place(startSeconds);
    this.#chosen.style.width = place(endSeconds - startSeconds);
    this.#handles.end.style.left = place(endSeconds);
    for (const side of ["start", "end"] as const) {
      this.#handles[side].ariaValueNow = this.#timeOf(side).toFixed(1);
      this.#handles[side].ariaValueText = texts.seconds(this.#timeOf(side));
    }
    this.#length.textContent = texts.seconds(endSeconds - startSeconds);
  }

  /** Keeps the video in the part while it plays, and the line where it is. */
  #follow(): void {
    const { currentTime, paused, seeking } = this.#picture;
    const { startSeconds, endSeconds } = this.#part;
    const isThere = !paused && !seeking && this.#wantedSeconds === undefined;
    if (isThere && (currentTime >= endSeconds || currentTime < startSeconds - SEEK_SECONDS)) this.#replay();
    this.#now.style.left = `${(currentTime / this.#options.choice.durationSeconds) * 100}%`;
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  #replay(): void {
    this.#seek(this.#part.startSeconds);
    if (!this.#isPaused) this.#resume();
  }

  /** Goes to a time when the last one is reached: who is sent on and on never arrives, and nothing is seen. */
  #seek(seconds: number): void {
    this.#wantedSeconds = seconds;
    this.#seekOn();
  }

  #seekOn(): void {
    const picture = this.#picture;
    const seconds = this.#wantedSeconds;
    if (seconds === undefined || picture.seeking || picture.readyState < picture.HAVE_CURRENT_DATA) return;
    this.#wantedSeconds = undefined;
    picture.currentTime = seconds;
  }

  #resume(): void {
    const picture = this.#picture;
    const { muted } = picture;
    picture.play().catch((error: unknown) => {
      // Browsers play sound only soon after a tap.
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError" || muted || this.#isPaused) return;
      picture.muted = true;
      this.#resume();
    });
  }

  #togglePlay(): void {
    this.#isPaused = !this.#picture.paused;
    if (this.#isPaused) {
      this.#picture.pause();
      return;
    }
    this.#picture.muted = false;
    this.#resume();
  }

  #showPlaying(): void {
    const { texts } = this.#options;
    const isPlaying = !this.#picture.paused;
    this.#play.classList.toggle("video-editor-playing", isPlaying);
    this.#play.ariaLabel = isPlaying ? texts.pause : texts.play;
  }

  #finish(): void {
    const { texts, onDone } = this.#options;
    this.#isPaused = true;
    this.#picture.pause();
    this.element.classList.add("video-editor-busy");
    const loading = element("span", "weui-primary-loading", element("span", "weui-primary-loading__dot"));
    const sign = element("div", "video-editor-working", loading, texts.working);
    sign.role = "status";
    this.element.append(sign);
    onDone(this.#part);
  }
}
