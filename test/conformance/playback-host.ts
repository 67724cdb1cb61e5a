import type { Wx } from "../../src/core/api/index.ts";
import type { NowPlaying } from "../../src/core/headless/index.ts";
import type { MediaKey } from "../../src/core/ports/index.ts";

/** The parts of `wx` that play. */
export type PlayingWx = Pick<
  Wx,
  | "createInnerAudioContext"
  | "getBackgroundAudioManager"
  | "getBackgroundAudioPlayerState"
  | "offAudioInterruptionBegin"
  | "offAudioInterruptionEnd"
  | "onAudioInterruptionBegin"
  | "onAudioInterruptionEnd"
  | "onBackgroundAudioPause"
  | "onBackgroundAudioPlay"
  | "onBackgroundAudioStop"
  | "pauseBackgroundAudio"
  | "pauseVoice"
  | "playBackgroundAudio"
  | "playVoice"
  | "seekBackgroundAudio"
  | "setInnerAudioOption"
  | "stopBackgroundAudio"
  | "stopVoice"
>;

/** A device that plays, and what a test has to do with it. */
export interface PlaybackHost {
  readonly wx: PlayingWx;
  /** Resolves with the value of `promise`, and lets the device's time go on meanwhile. */
  during<Value>(promise: Promise<Value>): Promise<Value>;
  /** Makes a local sound and resolves with its path. */
  addSound(seconds: number): Promise<string>;
  /** Makes a sound that a server has, and resolves with its URL. */
  serveSound(seconds: number): Promise<string>;
  /** Makes a local file that is no sound, whatever its name says. */
  addNonsense(): Promise<string>;
  /** A sound of the package, with and without a leading slash. */
  readonly packagePath: string;
  /** A URL that the server answers with 404. */
  readonly missingUrl: string;
  /** A URL at which there is no server. */
  readonly unreachableUrl: string;
  /** A sound of 30 seconds that breaks off soon after its beginning. */
  readonly brokenUrl: string;
  /** Leaves the app, or comes back to it. */
  setForeground(isForeground: boolean): void;
  /** Lets something else take the sound, or give it back. */
  setInterrupted(isInterrupted: boolean): void;
  /** Presses a key of the system. */
  press(key: MediaKey): void;
  /** What the system shows of the music. */
  nowPlaying(): Pick<NowPlaying, "title" | "artist" | "album" | "isPlaying"> | undefined;
  /** How many players the host holds. */
  openCount(): Promise<number>;
  close(): Promise<void>;
}

/** What a host does in its own way with a sound that breaks off. */
export interface BrokenSoundTraits {
  /** Why it plays nothing of it. */
  refusesBroken?: string;
  /** What it tells of it without times, in order, where that is not the same each time. */
  brokenEvents?: RegExp;
}

/** Browsers notice when they want to: before somebody seeks to what is not there, or after they went there. */
export const BROKEN_IN_BROWSERS: RegExp = /^waiting canplay play( seeking( seeked)?)?( waiting)? error$/;

/** Makes a host; with `audio` in `modes`, music goes on in the background. */
export type CreatePlaybackHost = (modes?: readonly string[]) => Promise<PlaybackHost>;

/** A device that reads what files really hold. */
export interface ReadingPlaybackHost extends PlaybackHost {
  /** Makes a local file of these bytes. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
}

/** Something with events, such as an InnerAudioContext. */
type Emitter<Event extends string> = { [Name in Event as `on${Capitalize<Name>}`]: (listener: () => void) => void };

/** The events of something that plays, in order; of one after another, `TimeUpdate` is listed once. */
export class PlaybackLog<Event extends string> {
  readonly names: string[] = [];
  readonly #waiters = new Map<string, () => void>();
  readonly #listeners = new Map<string, (value: unknown) => void>();

  constructor(emitter: Emitter<Event>, events: readonly Event[]) {
    for (const event of events) {
      const method: unknown = Reflect.get(emitter, `on${event[0]?.toUpperCase()}${event.slice(1)}`);
      if (typeof method === "function") method((value: unknown) => this.#add(event, value));
    }
  }

  /** Calls back when the event happens, after it is in the log. */
  on(event: Event, listener: (value: unknown) => void): void {
    this.#listeners.set(event, listener);
  }

  /** Resolves when the event happens next. */
  next(event: Event): Promise<void> {
    return new Promise((resolve) => this.#waiters.set(event, resolve));
  }

  /** What happened since this was asked last. */
  take(): string[] {
    return this.names.splice(0);
  }

  #add(event: string, value: unknown): void {
    if (event !== "timeUpdate" || this.names.at(-1) !== event) this.names.push(event);
    const resolve = this.#waiters.get(event);
    this.#waiters.delete(event);
    this.#listeners.get(event)?.(value);
    resolve?.();
  }
}
