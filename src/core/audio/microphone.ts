import { HostError } from "../ports/index.ts";
import { createTone, type Sound } from "./sound.ts";

/** What happens to a microphone that somebody records. */
export type MicrophoneChange = "disconnected" | "interrupted" | "given back";

/** A microphone that hears what a script says. There is none until it hears something. */
export class Microphone {
  #sound: Sound | undefined;
  #isBlocked = false;
  #listener: ((change: MicrophoneChange) => void) | undefined;

  /** Plugs it in and lets it hear a tone of half the full amplitude. */
  tone(frequencyHz: number): void {
    this.#sound = createTone(frequencyHz);
  }

  /** Plugs it in and lets it hear nothing. */
  silence(): void {
    this.tone(0);
  }

  /**
   * Plugs it in and lets it hear the bytes of an audio file, from its start in each recording and again when it ended.
   *
   * Rejects when they are no sound, or of a format that this host can't decode; WAV always is. A recording that runs hears what it heard before.
   */
  async play(bytes: Uint8Array): Promise<void> {
    const { decodeSound } = await import("./decode-sound.ts");
    this.#sound = await decodeSound(Uint8Array.from(bytes));
  }

  /** Pulls it out: a recording that runs fails, and there is none until it hears something again. */
  unplug(): void {
    this.#sound = undefined;
    this.#listener?.("disconnected");
  }

  /** Decides whether the system refuses it to every app, whatever the person allowed this one. */
  block(isBlocked = true): void {
    this.#isBlocked = isBlocked;
  }

  /** Takes it away from the recording that runs, as a call does. */
  interrupt(): void {
    this.#listener?.("interrupted");
  }

  /** Gives it back to the recording that runs. */
  endInterruption(): void {
    this.#listener?.("given back");
  }

  /** Gives what it hears, for a recording. Throws `denied` and `not-found`. */
  open(): Sound {
    if (this.#isBlocked) throw new HostError("denied", "The system refuses the microphone");
    if (this.#sound === undefined) {
      throw new HostError("not-found", "There is no microphone. Plug one in with device.microphone.tone(440).");
    }
    return this.#sound;
  }

  /** Calls back with what happens to it, until the returned function is called. */
  watch(listener: (change: MicrophoneChange) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }
}
