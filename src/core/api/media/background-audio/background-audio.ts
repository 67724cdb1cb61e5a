import type { MediaKey, PlayerState } from "../../../ports/index.ts";
import type { ApiContext } from "../../context.ts";
import { toPlayerSource, type SourceOptions } from "../audio/audio-source.ts";
import type { SoundRule } from "../audio/sound-rule.ts";
import { Track, type TrackEvent } from "../audio/track.ts";

/** What an app says of the music; the system shows it. */
export interface MusicDetails {
  title: string;
  /** Name of the album. */
  epname: string;
  singer: string;
  coverImgUrl: string;
}

/** What happens to the music: as to any player, and that the person asks for another piece. */
export type MusicEvent = Exclude<TrackEvent, { type: "key" }> | { type: "next" | "prev" };

/** A listener of {@link BackgroundAudio}. */
export type MusicListener = (event: MusicEvent) => void;

/** How far apart the events of the time are, milliseconds. */
const TIME_UPDATE_MS = 1000;

/** The one music of an app, which both of the platform's interfaces to it control. */
export class BackgroundAudio {
  readonly #context: Pick<ApiContext, "app" | "ports">;
  readonly #track: Track;
  readonly #listeners = new Set<MusicListener>();
  #src = "";
  #details: MusicDetails = { title: "", epname: "", singer: "", coverImgUrl: "" };
  #toldTimeMs = -Infinity;
  /** Whether listeners are called now. */
  #isTelling = false;

  constructor(context: Pick<ApiContext, "app" | "ports">, rule: SoundRule) {
    this.#context = context;
    this.#track = new Track({
      use: "background",
      port: context.ports.player,
      rule,
      goesOnInBackground: context.app.requiredBackgroundModes?.includes("audio") === true,
      onEvent: (event) => this.#receive(event),
    });
  }

  /** What was started last; empty before. */
  get src(): string {
    return this.#src;
  }

  get isPaused(): boolean {
    return this.#track.isPaused;
  }

  /** Whether there is music: it plays or is paused, and was neither stopped nor came to its end. */
  get isPresent(): boolean {
    return !this.#track.isAtStart;
  }

  get state(): PlayerState {
    return this.#track.state;
  }

  get details(): Readonly<MusicDetails> {
    return this.#details;
  }

  get startSeconds(): number {
    return this.#track.startSeconds;
  }

  set startSeconds(seconds: number) {
    this.#track.startSeconds = seconds;
  }

  get rate(): number {
    return this.#track.settings.rate;
  }

  set rate(rate: number) {
    this.#track.set({ rate });
  }

  /**
   * Whether an app may control the music: in the foreground, and in the background while it is told what happens to it, so that the next
   * piece of a list can follow.
   */
  get isControllable(): boolean {
    return this.#isTelling || this.#context.ports.foreground.currentSync();
  }

  /** Adds a listener. */
  listen(listener: MusicListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  describe(details: Partial<MusicDetails>): void {
    this.#details = { ...this.#details, ...details };
    if (this.isPresent) this.#show();
  }

  /** Plays something: from its start, but goes on with what is there already. */
  start(src: string, options: SourceOptions): void {
    if (!this.isControllable) return;
    if (src !== this.#src || !this.isPresent) this.#track.load(toPlayerSource(src, options, this.#context));
    this.#src = src;
    this.play();
  }

  /** Plays on, or from the start. */
  play(): void {
    if (!this.isControllable) return;
    this.#toldTimeMs = -Infinity;
    this.#track.play();
    this.#show();
  }

  pause(): void {
    if (this.isControllable) this.#track.pause();
  }

  stop(): void {
    if (this.isControllable) this.#track.stop();
  }

  seek(positionSeconds: number): void {
    if (this.isControllable) this.#track.seek(positionSeconds);
  }

  #show(): void {
    const { title, epname, singer, coverImgUrl } = this.#details;
    this.#track.show(this.isPresent ? { title, artist: singer, album: epname, cover: coverImgUrl } : undefined);
  }

  #receive(event: TrackEvent): void {
    if (event.type === "key") return this.#obey(event.key);
    if (event.type === "timeupdate" && !this.#isTimeToTell()) return;
    if (!this.isPresent) this.#show();
    this.#tell(event);
  }

  #obey(key: MediaKey): void {
    switch (key.name) {
      case "play":
        return this.#track.play();
      case "pause":
        return this.#track.pause();
      case "stop":
        return this.#track.stop();
      case "seek":
        return this.#track.seek(key.positionSeconds);
      case "next":
        return this.#tell({ type: "next" });
      case "previous":
        return this.#tell({ type: "prev" });
    }
  }

  /** The time is told about once a second, and only to an app that the person sees. */
  #isTimeToTell(): boolean {
    const { clock, foreground } = this.#context.ports;
    const nowMs = clock.nowMs();
    // A timer may be a little early.
    if (!foreground.currentSync() || nowMs - this.#toldTimeMs < TIME_UPDATE_MS - 50) return false;
    this.#toldTimeMs = nowMs;
    return true;
  }

  #tell(event: MusicEvent): void {
    const wasTelling = this.#isTelling;
    this.#isTelling = true;
    const present = [...this.#listeners];
    for (const listener of present) listener(event);
    this.#isTelling = wasTelling;
  }
}
