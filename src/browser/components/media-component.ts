import { Leaf } from "./leaf.ts";

/** Where a sound or video is, seconds. */
export interface MediaTime {
  currentTime: number;
  /** `0` as long as it is not known. */
  duration: number;
}

const EVENTS = [
  "durationchange",
  "emptied",
  "ended",
  "error",
  "loadedmetadata",
  "pause",
  "play",
  "playing",
  "progress",
  "seeked",
  "timeupdate",
  "volumechange",
  "waiting",
] as const;

/** What the inner element tells. */
export type MediaEventType = (typeof EVENTS)[number];

/**
 * A component that plays something. It loads while it is in a document only; its inner element gives everything back when it goes.
 * In the background it pauses.
 */
export abstract class MediaComponent<Media extends HTMLMediaElement> extends Leaf {
  declare src: string;
  declare loop: boolean;

  protected readonly media: Media;
  /** What the inner element has loaded. */
  #source = "";
  /** Whether to play what comes next. */
  #wantsToPlay = false;
  /** Where to go once the inner element can, seconds. */
  #pendingSeconds: number | undefined;
  /** Whether it was told to play, and does not yet. */
  #isStarting = false;
  #connection: AbortController | undefined;

  constructor(media: Media) {
    super();
    this.media = media;
    media.preload = "metadata";
    for (const type of EVENTS) this.intercept(media, type, () => this.told(type));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection ??= new AbortController();
    const { signal } = this.#connection;
    document.addEventListener("visibilitychange", () => document.hidden && this.media.pause(), { signal });
    // What was given back is loaded again.
    this.changed("src");
  }

  disconnectedCallback(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    // A list that is put into another order takes its elements out and in again.
    queueMicrotask(() => {
      if (!this.isConnected) this.#load("");
    });
  }

  /** Plays from where it is, or what is set as source next. Rejects when the browser does not allow it. */
  async play(): Promise<void> {
    if (this.#source === "") {
      this.#wantsToPlay = true;
      return;
    }
    try {
      await this.media.play();
    } catch (error) {
      // Whatever else stops it is told by events.
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return;
      throw new Error("the browser plays nothing before the person has touched the page", { cause: error });
    }
  }

  pause(): void {
    this.#wantsToPlay = false;
    this.media.pause();
  }

  /** Seconds; what is outside goes to the nearer end. */
  seek(position: number): void {
    this.#pendingSeconds = Math.max(position, 0);
    if (this.media.readyState > 0) this.#goToPending();
  }

  /** Loads a source that is new. */
  protected updateSource(isAutomatic = false, initialSeconds = 0): void {
    this.media.loop = this.loop;
    if (this.src === this.#source) return;
    const plays = isAutomatic || this.#wantsToPlay;
    const pendingSeconds = this.#source === "" ? this.#pendingSeconds : undefined;
    this.#load(this.src);
    if (initialSeconds > 0) this.#pendingSeconds = initialSeconds;
    if (pendingSeconds !== undefined) this.#pendingSeconds = pendingSeconds;
    // Where the person has touched nothing it waits for them.
    if (plays) this.play().catch((error: unknown) => console.warn(error));
  }

  protected get time(): MediaTime {
    const { currentTime, duration } = this.media;
    return { currentTime: this.#pendingSeconds ?? currentTime, duration: Number.isFinite(duration) ? duration : 0 };
  }

  /** Takes what the inner element tells. */
  protected told(type: MediaEventType): void {
    const { error, ended } = this.media;
    if (type === "loadedmetadata") this.#goToPending();
    this.shown();
    if (type === "play") this.#isStarting = true;
    if (type === "playing" && this.#isStarting) {
      this.#isStarting = false;
      this.emit("play", {});
    }
    if (type === "ended") this.emit(type, {});
    // At its end it pauses, too, which is told as the end.
    if (type === "pause" && !ended) this.emit(type, {});
    if (type === "timeupdate") this.emit(type, this.time);
    if (type === "error" && error !== null) this.emit(type, this.describe(error));
  }

  /** Shows whether it plays and where it is. */
  protected abstract shown(): void;

  /** What `error` tells. */
  protected abstract describe(error: MediaError): object;

  #load(source: string): void {
    this.#source = source;
    this.#wantsToPlay = false;
    this.#pendingSeconds = undefined;
    this.media.pause();
    if (source === "") {
      if (!this.media.hasAttribute("src")) return;
      this.media.removeAttribute("src");
      // Without its source, the browser ends the download and frees the decoder.
      this.media.load();
    } else this.media.src = source;
  }

  #goToPending(): void {
    if (this.#pendingSeconds === undefined) return;
    const { duration } = this.media;
    this.media.currentTime = Number.isFinite(duration)
      ? Math.min(this.#pendingSeconds, duration)
      : this.#pendingSeconds;
    this.#pendingSeconds = undefined;
  }
}

/** A time as `mm:ss`. */
export function formatTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
