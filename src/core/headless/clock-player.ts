import type {
  ClockPort,
  MediaKey,
  PlaybackErrorCode,
  Player,
  PlayerEvent,
  PlayerSettings,
  PlayerSource,
  PlayerState,
  ShownTrack,
} from "../ports/index.ts";

/** What is learned of a source while it is opened and fetched. Nothing is told after the opening was ended, nor before `open` returned. */
export interface MediaEvents {
  /** It can play, and is so long. Told once. */
  ready(durationSeconds: number): void;
  /** So much of it is there, from 0 to 1. Told anew when more came. */
  buffered(fraction: number): void;
  /** Nothing more will come. */
  failed(code: PlaybackErrorCode, message: string): void;
}

/** Opens a source, and returns how to give it up. */
export type OpenMedia = (source: PlayerSource, events: MediaEvents) => () => void;

/** What a {@link ClockPlayer} works with. */
export interface ClockPlayerMeans {
  clock: ClockPort;
  openMedia: OpenMedia;
  onEvent: (event: PlayerEvent) => void;
  onShow: (track: ShownTrack | undefined) => void;
  onClose: () => void;
}

/** Milliseconds between two `timeupdate`. */
const TICK_MS = 250;

/** A player without a sound: it goes on with the time of a clock, through media of a known length. */
export class ClockPlayer implements Player {
  readonly #means: ClockPlayerMeans;
  #closeMedia = (): void => {};
  #stopTimer = (): void => {};
  /** Unknown until it can play. */
  #durationSeconds: number | undefined;
  #bufferedFraction = 0;
  #failure: { code: PlaybackErrorCode; message: string } | undefined;
  #settings: PlayerSettings = { rate: 1, volume: 1, isLooped: false };
  /** Where it is, or was at `#movingSinceMs`. */
  #positionSeconds = 0;
  #movingSinceMs: number | undefined;
  #wantsToPlay = false;
  /** Whether `play` was told since it was asked for. */
  #isSounding = false;
  #isSeeking = false;
  #isWaiting = false;
  #isClosed = false;
  /** Events of a method that has not returned yet. */
  #pending: PlayerEvent[] = [];

  constructor(means: ClockPlayerMeans) {
    this.#means = means;
  }

  /** Whether it moves. */
  get isPlaying(): boolean {
    return this.#movingSinceMs !== undefined;
  }

  load(source: PlayerSource): void {
    this.#unload();
    let isCurrent = true;
    const during = (work: () => void): void => {
      if (isCurrent) work();
    };
    const closeMedia = this.#means.openMedia(source, {
      ready: (durationSeconds) => during(() => this.#ready(durationSeconds)),
      buffered: (fraction) => during(() => this.#buffered(fraction)),
      failed: (code, message) => during(() => this.#failed(code, message)),
    });
    this.#closeMedia = () => {
      isCurrent = false;
      closeMedia();
    };
  }

  play(fromSeconds?: number): void {
    if (fromSeconds !== undefined) {
      this.#halt();
      this.#positionSeconds = this.#cut(fromSeconds);
    }
    this.#wantsToPlay = true;
    this.#goOn();
  }

  pause(): void {
    this.#halt();
    this.#wantsToPlay = this.#isSounding = this.#isWaiting = false;
  }

  stop(): void {
    this.pause();
    this.#isSeeking = false;
    this.#positionSeconds = 0;
  }

  seek(positionSeconds: number): void {
    this.#halt();
    this.#positionSeconds = this.#cut(positionSeconds);
    this.#isSeeking = true;
    this.#goOn();
  }

  set(settings: Partial<PlayerSettings>): void {
    const wasMoving = this.isPlaying;
    this.#halt();
    Object.assign(this.#settings, settings);
    if (wasMoving) this.#move();
  }

  show(track: ShownTrack | undefined): void {
    this.#means.onShow(track);
  }

  stateSync(): PlayerState {
    const durationSeconds = this.#durationSeconds ?? 0;
    return {
      positionSeconds: this.#position(),
      durationSeconds,
      bufferedSeconds: this.#bufferedFraction * durationSeconds,
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#unload();
    this.#means.onShow(undefined);
    this.#means.onClose();
  }

  /** Pauses as the system does when somebody else takes the sound. */
  silence(): void {
    if (!this.#wantsToPlay) return;
    this.pause();
    this.#tell({ type: "pause" });
  }

  /** Takes a key of the system. */
  press(key: MediaKey): void {
    this.#tell({ type: "key", key });
  }

  #unload(): void {
    this.#halt();
    this.#closeMedia();
    this.#closeMedia = () => {};
    this.#durationSeconds = this.#failure = undefined;
    this.#bufferedFraction = this.#positionSeconds = 0;
    this.#wantsToPlay = this.#isSounding = this.#isWaiting = this.#isSeeking = false;
    this.#pending = [];
  }

  #ready(durationSeconds: number): void {
    this.#durationSeconds = durationSeconds;
    this.#positionSeconds = this.#cut(this.#positionSeconds);
    if (this.#isSeeking) {
      this.#isSeeking = false;
      this.#tellLater({ type: "seeked" });
    }
    this.#isWaiting = false;
    this.#tellLater({ type: "canplay" });
    this.#goOn();
  }

  #buffered(fraction: number): void {
    this.#bufferedFraction = fraction;
    if (!this.isPlaying) this.#goOn();
  }

  #failed(code: PlaybackErrorCode, message: string): void {
    this.#failure = { code, message };
    if (this.#durationSeconds === undefined) this.#giveUp();
    else if (!this.isPlaying) this.#goOn();
  }

  /** Does what waits for the media: ends a seek, or goes on playing. */
  #goOn(): void {
    if (this.#durationSeconds === undefined) return;
    const end = this.#end();
    const isThere = this.#positionSeconds < end || end === this.#durationSeconds;
    if (!isThere && this.#failure !== undefined && (this.#wantsToPlay || this.#isSeeking)) return this.#giveUp();
    if (!isThere) return this.#wait();
    if (this.#isSeeking) {
      this.#isSeeking = false;
      this.#tellLater({ type: "seeked" });
    }
    if (this.#isWaiting && this.#isSounding) this.#tellLater({ type: "canplay" });
    this.#isWaiting = false;
    if (!this.#wantsToPlay || this.isPlaying) return;
    if (!this.#isSounding) this.#tellLater({ type: "play" });
    this.#isSounding = true;
    this.#move();
  }

  #giveUp(): void {
    const failure = this.#failure;
    if (failure === undefined) return;
    this.#halt();
    this.#closeMedia();
    this.#wantsToPlay = this.#isSounding = this.#isWaiting = this.#isSeeking = false;
    this.#tellLater({ type: "error", ...failure });
  }

  #wait(): void {
    if (!this.#wantsToPlay || this.#isSeeking || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#tellLater({ type: "waiting" });
  }

  /** Lets it move until the next thing that happens. */
  #move(): void {
    const { clock } = this.#means;
    this.#movingSinceMs = clock.nowMs();
    const leftMs = ((this.#end() - this.#positionSeconds) / this.#settings.rate) * 1000;
    this.#stopTimer = leftMs > TICK_MS ? clock.schedule(TICK_MS, () => this.#tick()) : this.#scheduleEnd(leftMs);
  }

  #scheduleEnd(leftMs: number): () => void {
    const end = this.#end();
    return this.#means.clock.schedule(leftMs, () => {
      this.#halt();
      this.#positionSeconds = end;
      // More may have come meanwhile.
      if (end < this.#end()) this.#move();
      else this.#arrive();
    });
  }

  #tick(): void {
    this.#halt();
    this.#move();
    this.#tell({ type: "timeupdate" });
  }

  /** It came to the end of what is there. */
  #arrive(): void {
    if (this.#positionSeconds !== this.#durationSeconds) {
      this.#isWaiting = true;
      this.#tell({ type: "waiting" });
      if (this.#failure !== undefined) this.#giveUp();
      return;
    }
    // Something without a length would start again and again, and no time would pass.
    if (this.#settings.isLooped && this.#durationSeconds > 0) {
      this.#positionSeconds = 0;
      this.#move();
      this.#tell({ type: "timeupdate" });
      return;
    }
    this.#wantsToPlay = this.#isSounding = false;
    this.#tell({ type: "ended" });
  }

  /** Stands still where it is now. */
  #halt(): void {
    this.#positionSeconds = this.#position();
    this.#movingSinceMs = undefined;
    this.#stopTimer();
    this.#stopTimer = () => {};
  }

  #position(): number {
    if (this.#movingSinceMs === undefined) return this.#positionSeconds;
    const passedMs = this.#means.clock.nowMs() - this.#movingSinceMs;
    return Math.min(this.#end(), this.#positionSeconds + (passedMs / 1000) * this.#settings.rate);
  }

  /** Until where it can play. */
  #end(): number {
    return (this.#durationSeconds ?? 0) * this.#bufferedFraction;
  }

  #cut(positionSeconds: number): number {
    return Math.max(0, Math.min(positionSeconds, this.#durationSeconds ?? positionSeconds));
  }

  /** Tells it when the method that runs has returned; what comes by itself is told after it. */
  #tellLater(event: PlayerEvent): void {
    this.#pending.push(event);
    if (this.#pending.length === 1) queueMicrotask(() => this.#flush());
  }

  #tell(event: PlayerEvent): void {
    this.#flush();
    if (!this.#isClosed) this.#means.onEvent(event);
  }

  #flush(): void {
    while (!this.#isClosed) {
      const event = this.#pending.shift();
      if (event === undefined) return;
      this.#means.onEvent(event);
    }
  }
}
