import type { PlayerReport } from "../../../core/bridge/index.ts";
import type { PlaybackErrorCode, PlayerEvent, PlayerSettings, PlayerSource } from "../../../core/ports/index.ts";
import type { AcquiredResource } from "../resources.ts";

/** What an {@link AudioPlayer} works with. */
export interface AudioPlayerMeans {
  /** Turns a path or URL into one that the browser can load. */
  acquire: (location: string) => AcquiredResource;
  tell: (report: Omit<PlayerReport, "after">) => void;
}

const HLS_TYPE = "application/vnd.apple.mpegurl";
/** By the code of a `MediaError`: aborted, network, decoding, not suitable. */
const ERROR_CODES: Readonly<Record<number, PlaybackErrorCode>> = { 1: -1, 2: 10002, 3: 10004, 4: 10004 };

/** A player on an `<audio>` element that is in no document. What the element tells in an order of its own is told in that of the port. */
export class AudioPlayer {
  readonly #means: AudioPlayerMeans;
  readonly #element: HTMLAudioElement;
  readonly #stop = new AbortController();
  #resource: AcquiredResource | undefined;
  /** Whether `canplay` was told. */
  #isReady = false;
  #wantsToPlay = false;
  /** Whether `play` was told since it was asked for. */
  #isSounding = false;
  /** Whether `seeked` is still to be told. */
  #isSeeking = false;
  #isWaiting = false;
  /** Where to go once the element can. */
  #pendingSeconds: number | undefined;

  constructor(means: AudioPlayerMeans, element: HTMLAudioElement = new Audio()) {
    this.#means = means;
    this.#element = element;
    this.#element.preload = "auto";
    this.#listen();
  }

  load(source: PlayerSource): void {
    this.#unload();
    if (source.protocol === "hls" && this.#element.canPlayType(HLS_TYPE) === "") {
      this.#fail(10004, "This browser does not play HLS");
      return;
    }
    const resource = this.#means.acquire(source.location);
    this.#resource = resource;
    resource.url.then(
      (url) => {
        if (resource !== this.#resource) return;
        this.#element.src = url;
        if (this.#wantsToPlay) this.#start();
      },
      (error: unknown) => {
        if (resource === this.#resource) this.#fail(10003, error instanceof Error ? error.message : String(error));
      },
    );
  }

  play(fromSeconds?: number): void {
    if (fromSeconds !== undefined && fromSeconds !== this.#element.currentTime) this.#goTo(fromSeconds);
    this.#wantsToPlay = true;
    if (this.#element.hasAttribute("src")) this.#start();
  }

  pause(): void {
    this.#rest();
    this.#tell();
  }

  stop(): void {
    this.#rest();
    this.#isSeeking = false;
    this.#goTo(0);
    this.#tell();
  }

  seek(positionSeconds: number): void {
    this.#isSeeking = true;
    this.#goTo(positionSeconds);
  }

  set({ rate, volume, isLooped }: Partial<PlayerSettings>): void {
    // The default one comes into force with what is loaded next.
    if (rate !== undefined) this.#element.playbackRate = this.#element.defaultPlaybackRate = rate;
    if (volume !== undefined) this.#element.volume = volume;
    if (isLooped !== undefined) this.#element.loop = isLooped;
  }

  get isPlaying(): boolean {
    return this.#isSounding;
  }

  /** Where it is, for the system's media controls. */
  get state(): PlayerReport["state"] {
    const { currentTime, duration, buffered } = this.#element;
    const durationSeconds = this.#isReady && !Number.isNaN(duration) ? duration : 0;
    let bufferedSeconds = 0;
    for (let index = 0; index < buffered.length; index += 1) {
      if (buffered.start(index) <= currentTime) bufferedSeconds = Math.max(bufferedSeconds, buffered.end(index));
    }
    return {
      positionSeconds: this.#pendingSeconds ?? currentTime,
      durationSeconds,
      bufferedSeconds: Math.min(bufferedSeconds, durationSeconds),
    };
  }

  /** Ends it, and lets the browser free what it took for it. */
  close(): void {
    this.#stop.abort();
    this.#unload();
  }

  #listen(): void {
    const on = (types: readonly string[], listener: () => void): void => {
      for (const type of types) this.#element.addEventListener(type, listener, { signal: this.#stop.signal });
    };
    on(["loadedmetadata"], () => {
      if (this.#pendingSeconds === undefined) return;
      this.#element.currentTime = this.#pendingSeconds;
      this.#pendingSeconds = undefined;
    });
    on(["canplay", "seeked", "playing"], () => this.#goOn());
    on(["timeupdate"], () => {
      this.#goOn();
      if (this.#isMoving) this.#tell({ type: "timeupdate" });
    });
    on(["progress", "durationchange"], () => this.#tell());
    on(["waiting"], () => this.#wait());
    on(["pause"], () => {
      // At its end it pauses, too, which is told as the end.
      if (!this.#wantsToPlay || this.#element.ended) return;
      this.#rest();
      this.#tell({ type: "pause" });
    });
    on(["ended"], () => {
      this.#wantsToPlay = this.#isSounding = false;
      this.#tell({ type: "ended" });
    });
    on(["error"], () => {
      const { error } = this.#element;
      if (error !== null) this.#fail(this.#codeOf(error), error.message || "the browser does not say why");
    });
  }

  /** Tells what is so by now: that a seek is done, that it can play, that it plays. */
  #goOn(): void {
    const { readyState, seeking, paused, HAVE_FUTURE_DATA } = this.#element;
    // At the end of something there is no future.
    const canPlay = readyState >= HAVE_FUTURE_DATA || (this.#isReady && !seeking && readyState > 1);
    if (seeking || !canPlay || this.#pendingSeconds !== undefined) return;
    const wasReady = this.#isReady;
    this.#isReady = true;
    if (this.#isSeeking) {
      this.#isSeeking = false;
      this.#tell({ type: "seeked" });
    }
    if (!wasReady || (this.#isWaiting && readyState >= HAVE_FUTURE_DATA)) {
      this.#isWaiting = false;
      this.#tell({ type: "canplay" });
    }
    if (this.#wantsToPlay && !this.#isSounding && !paused) {
      this.#isSounding = true;
      this.#tell({ type: "play" });
    }
  }

  #wait(): void {
    const { readyState, seeking, HAVE_FUTURE_DATA } = this.#element;
    const isStarved = this.#isSounding && !this.#isSeeking && !seeking && readyState < HAVE_FUTURE_DATA;
    if (!isStarved || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#tell({ type: "waiting" });
  }

  #goTo(positionSeconds: number): void {
    if (this.#element.readyState === 0) this.#pendingSeconds = positionSeconds;
    else this.#element.currentTime = positionSeconds;
  }

  #start(): void {
    this.#element.play().catch((error: unknown) => {
      // Whatever else stops it, such as a pause, is told by events.
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return;
      if (!this.#wantsToPlay) return;
      this.#fail(
        10001,
        "The browser plays no sound before the person has touched the page. Play it in the listener of a tap",
      );
    });
    this.#goOn();
  }

  #rest(): void {
    this.#wantsToPlay = this.#isSounding = this.#isWaiting = false;
    this.#element.pause();
  }

  #unload(): void {
    this.#rest();
    this.#isReady = this.#isSeeking = false;
    this.#pendingSeconds = undefined;
    this.#resource?.release();
    this.#resource = undefined;
    if (!this.#element.hasAttribute("src")) return;
    this.#element.removeAttribute("src");
    this.#element.load();
  }

  /** Not to be fetched and not to be played are one to an element, before it can play. */
  #codeOf({ code, message }: MediaError): PlaybackErrorCode {
    const isSource = code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED;
    if (isSource && (this.#isReady || message.includes("PIPELINE_ERROR_READ"))) return 10002;
    return ERROR_CODES[code] ?? -1;
  }

  #fail(code: PlaybackErrorCode, message: string): void {
    this.#unload();
    this.#tell({ type: "error", code, message });
  }

  get #isMoving(): boolean {
    return this.#isSounding && !this.#isSeeking && !this.#isWaiting && !this.#element.seeking && !this.#element.paused;
  }

  #tell(event?: PlayerEvent): void {
    this.#means.tell({ event, state: this.state, isMoving: this.#isMoving });
  }
}
