import type { RecordingSettings } from "../ports/index.ts";

/** What samples become. */
export type SampleFormat = Pick<RecordingSettings, "format" | "sampleRate" | "channelCount" | "bitsPerSecond">;

/** Makes bytes of 16-bit samples whose channels are interleaved. Calls come one after another. */
export interface SampleEncoder {
  /** Resolves when there is room for more. */
  write(samples: Int16Array<ArrayBuffer>): Promise<void>;
  /** Resolves after the last byte. */
  finish(): Promise<void>;
  /** Gives it up, or frees what it still holds after `finish` failed. */
  close(): Promise<void>;
}
