import { HostError } from "../../../ports/index.ts";
import type { ApiContext } from "../../context.ts";
import { isNetworkUrl } from "../../local-path.ts";
import { WxError } from "../../wx-error.ts";
import { toAudioError } from "./audio-error.ts";
import { toPlayerSource } from "./audio-source.ts";
import type { SoundRule } from "./sound-rule.ts";
import { Track, type TrackEvent } from "./track.ts";

/** Timers know no longer time. */
const LONGEST_SECONDS = 24 * 60 * 60;

/** One call of `wx.playVoice` that waits for the end. */
interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** Plays voice messages, one at a time. */
export class Voice {
  readonly #context: Pick<ApiContext, "app" | "ports">;
  readonly #rule: SoundRule;
  #path: string | undefined;
  #track: Track | undefined;
  /** So much of the file is played. */
  #limitSeconds = 0;
  #waiting: Waiting[] = [];
  #stopTimer = (): void => {};

  constructor(context: Pick<ApiContext, "app" | "ports">, rule: SoundRule) {
    this.#context = context;
    this.#rule = rule;
  }

  /**
   * Plays a local file, and resolves when it came to its end, to the limit, or was replaced or stopped. Goes on with the file that is
   * paused.
   */
  play(path: string, limitSeconds: number): Promise<void> {
    const isPaused = this.#track?.isPaused === true && this.#path === path;
    if (!isPaused) this.#begin(path);
    this.#limitSeconds = Math.min(limitSeconds, LONGEST_SECONDS);
    const ended = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
    this.#track?.play();
    return ended;
  }

  /** Who waits for the end waits on. */
  pause(): void {
    this.#track?.pause();
  }

  /** Ends what plays; it counts as played. */
  stop(): void {
    this.#end((waiting) => waiting.resolve());
  }

  #begin(path: string): void {
    this.stop();
    if (isNetworkUrl(path)) throw new HostError("not-found", `"${path}" is not the path of a local file`);
    this.#path = path;
    this.#track = new Track({
      use: "effect",
      port: this.#context.ports.player,
      rule: this.#rule,
      goesOnInBackground: false,
      onEvent: (event) => this.#receive(event),
    });
    this.#track.load(toPlayerSource(path, {}, this.#context));
  }

  #receive(event: TrackEvent): void {
    if (event.type === "error") {
      const { code, message } = event;
      const isMissing = code === 10003;
      const error = isMissing ? new HostError("not-found", message) : new WxError(toAudioError(code, message).errMsg);
      this.#end((waiting) => waiting.reject(error));
    } else if (event.type === "ended") this.stop();
    else if (event.type === "pause" || event.type === "waiting") this.#stopTimer();
    else if (event.type === "play" || event.type === "canplay") this.#watchLimit();
  }

  #watchLimit(): void {
    this.#stopTimer();
    if (this.#track?.isPaused !== false) return;
    const leftSeconds = this.#limitSeconds - (this.#track?.state.positionSeconds ?? 0);
    this.#stopTimer = this.#context.ports.clock.schedule(leftSeconds * 1000, () => this.stop());
  }

  #end(settle: (waiting: Waiting) => void): void {
    this.#stopTimer();
    this.#track?.close();
    this.#track = this.#path = undefined;
    this.#waiting.splice(0).forEach(settle);
  }
}
