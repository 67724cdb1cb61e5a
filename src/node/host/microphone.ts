import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Microphone } from "../../core/audio/index.ts";

/** The microphone of a device, which hears what a script says. There is none until it hears something. */
export class LocalMicrophone extends Microphone {
  /**
   * Plugs it in and lets it hear an audio file of this machine, by its path, or the bytes of one: from its start in each recording, and again
   * when it ended.
   *
   * Rejects when there is no such file, when it has no sound, or when Node can't decode it; WAV always works.
   */
  override async play(file: string | Uint8Array): Promise<void> {
    if (typeof file !== "string") return super.play(file);
    const path = resolve(file);
    try {
      await super.play(await readFile(path));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`The microphone can't play "${path}": ${reason}`, { cause });
    }
  }
}
