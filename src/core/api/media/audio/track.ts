import type {
  PlaybackErrorCode,
  Player,
  PlayerEvent,
  PlayerPort,
  PlayerSettings,
  PlayerSource,
  PlayerState,
  PlayerUse,
  ShownTrack,
} from "../../../ports/index.ts";
import type { SoundRule } from "./sound-rule.ts";

const NOWHERE: PlayerState = { positionSeconds: 0, durationSeconds: 0, bufferedSeconds: 0 };

/** What a {@link Track} works with. */
export interface TrackMeans {
  use: PlayerUse;
  port: PlayerPort;
  rule: SoundRule;
  /** Whether it plays on while the app is in the background. */
  goesOnInBackground: boolean;
  onEvent: (event: TrackEvent) => void;
}

/** What happens to a {@link Track}: what its player tells, and what becomes so at once when it is asked for. */
export type TrackEvent = PlayerEvent | { type: "seeking" | "stop" };

/** A player as apps know it: it can be stopped, starts at a time of its own, and is silent when the app has to be. */
export class Track {
  /** Where it starts when it does not go on from somewhere, seconds. */
  startSeconds = 0;
  readonly #means: TrackMeans;
  /** Made when there is something to play. */
  #player: Player | undefined;
  readonly #settings: PlayerSettings = { rate: 1, volume: 1, isLooped: false };
  #source: PlayerSource | undefined;
  #isPaused = true;
  #isAtStart = true;
  #isBroken = false;
  #isReady = false;
  #isClosed = false;
  /** Events of a method that has not returned yet. */
  #pending: TrackEvent[] = [];
  #endGuard = (): void => {};

  constructor(means: TrackMeans) {
    this.#means = means;
  }

  /** Whether it is paused, or stopped, or has come to its end. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Whether it would start anew: it was never played, or stopped, or has come to its end. */
  get isAtStart(): boolean {
    return this.#isAtStart;
  }

  get settings(): Readonly<PlayerSettings> {
    return this.#settings;
  }

  get state(): PlayerState {
    return this.#player?.stateSync() ?? NOWHERE;
  }

  /** Takes something else to play, or nothing; it is paused then. */
  load(source: PlayerSource | undefined): void {
    if (this.#isClosed) return;
    this.#rest();
    this.#isAtStart = true;
    this.#isBroken = this.#isReady = false;
    this.#source = source;
    if (source === undefined) this.#release();
    else this.#open().load(source);
  }

  /** Plays on, or from the start. What it can't do is told as an error. */
  play(): void {
    if (this.#isClosed || !this.#isPaused) return;
    const { rule, goesOnInBackground } = this.#means;
    if (this.#source === undefined) return this.#refuse(10003, "there is nothing to play. Set src first");
    const refusal = rule.refusal(goesOnInBackground);
    if (refusal !== undefined) return this.#refuse(10001, refusal);
    const player = this.#open();
    if (this.#isBroken) player.load(this.#source);
    this.#isBroken = this.#isPaused = false;
    this.#endGuard = rule.guard(goesOnInBackground, () => this.pause());
    if (!this.#isReady) this.#tellLater({ type: "waiting" });
    player.play(this.#isAtStart ? this.startSeconds : undefined);
    this.#isAtStart = false;
  }

  pause(): void {
    if (this.#isPaused) return;
    this.#rest();
    this.#player?.pause();
    this.#tellLater({ type: "pause" });
  }

  /** Pauses; it will start anew. */
  stop(): void {
    if (this.#isAtStart) return;
    this.#rest();
    this.#isAtStart = true;
    this.#player?.stop();
    this.#tellLater({ type: "stop" });
  }

  /** Goes to a position, and goes on from there. */
  seek(positionSeconds: number): void {
    if (this.#isClosed || this.#source === undefined || this.#isBroken) return;
    const { durationSeconds } = this.state;
    const end = durationSeconds > 0 ? durationSeconds : positionSeconds;
    this.#isAtStart = false;
    this.#tellLater({ type: "seeking" });
    this.#open().seek(Math.max(0, Math.min(positionSeconds, end)));
  }

  set(settings: Partial<PlayerSettings>): void {
    Object.assign(this.#settings, settings);
    this.#player?.set(settings);
  }

  /** Lets the system show it, or nothing. */
  show(track: ShownTrack | undefined): void {
    this.#player?.show(track);
  }

  /** Ends it for good; nothing happens to it any more. */
  close(): void {
    this.#isClosed = true;
    this.#rest();
    this.#release();
  }

  #open(): Player {
    if (this.#player !== undefined) return this.#player;
    const player = this.#means.port.open(this.#means.use, (event) => this.#receive(event));
    player.set(this.#settings);
    this.#player = player;
    return player;
  }

  #release(): void {
    this.#player?.close();
    this.#player = undefined;
  }

  #rest(): void {
    this.#isPaused = true;
    this.#endGuard();
  }

  #refuse(code: PlaybackErrorCode, message: string): void {
    this.#tellLater({ type: "error", code, message });
  }

  /** Tells it when the method that runs has returned, and before what its player tells. */
  #tellLater(event: TrackEvent): void {
    this.#pending.push(event);
    if (this.#pending.length === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    while (!this.#isClosed) {
      const event = this.#pending.shift();
      if (event === undefined) return;
      this.#means.onEvent(event);
    }
  }

  #receive(event: PlayerEvent): void {
    this.#flush();
    switch (event.type) {
      case "play":
      case "timeupdate":
        // It was under way while somebody paused.
        if (this.#isPaused) return;
        break;
      case "canplay":
        this.#isReady = true;
        break;
      case "pause":
        this.#rest();
        break;
      case "ended":
        // It was under way while somebody stopped.
        if (this.#isAtStart) return;
        this.#rest();
        this.#isAtStart = true;
        break;
      case "error":
        this.#rest();
        this.#isAtStart = this.#isBroken = true;
        this.#isReady = false;
        break;
      case "key":
      case "seeked":
      case "waiting":
        break;
    }
    this.#means.onEvent(event);
  }
}
