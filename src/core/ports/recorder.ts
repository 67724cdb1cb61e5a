/** How a recording is encoded. `pcm` is 16-bit samples, little-endian, channels interleaved, without a head. */
export type RecordingFormat = "mp3" | "aac" | "wav" | "pcm";

/** What is recorded, and how it is encoded. */
export interface RecordingSettings {
  format: RecordingFormat;
  /** Hertz; one that the format knows. */
  sampleRate: number;
  channelCount: 1 | 2;
  /** Of `mp3` and `aac`. */
  bitsPerSecond: number;
  /** One of {@link RecorderPort.sources}. */
  source: string;
  /** Whether the bytes are told as they are encoded; only of `mp3` and `pcm`, whose files are never changed afterwards. */
  isStreamed: boolean;
}

/** Why a recording ended by itself: the microphone is gone, or its sound could not be encoded or kept. */
export type RecordingFailure = "disconnected" | "encoding" | "storage";

/** What happens to a recording. */
export type RecordingEvent =
  /** The next bytes of the file. */
  | { type: "data"; bytes: ArrayBuffer }
  /** Something else took the microphone, such as a call, or gave it back. Nothing is recorded in between. */
  | { type: "interrupted"; isInterrupted: boolean }
  /** It ended and left no file; `detail` is for the console. */
  | { type: "failed"; failure: RecordingFailure; detail: string };

/** A recording that ended. */
export interface RecordedFile {
  /** Local path of a new temporary file, with the extension of its format. */
  path: string;
  /** Length of what was recorded, without the time in which it was paused. */
  durationMs: number;
  sizeBytes: number;
}

/** A recording that runs. Its methods are called one after another, and none after `stop`, `cancel` or a `failed`. */
export interface Recording {
  /** Resolves when nothing more is recorded. */
  pause(): Promise<void>;
  /** Resolves when the recording goes on. */
  resume(): Promise<void>;
  /** Ends it and resolves with its file, after the last event. Rejects with `invalid-data` when encoding failed and `quota` without room. */
  stop(): Promise<RecordedFile>;
  /** Ends it without a file and without further events. */
  cancel(): Promise<void>;
}

/** A microphone and the encoders of its sound. One recording runs at a time. */
export interface RecorderPort {
  /** The names of the sources, under the platform's names; `auto` is the first. */
  sources(): Promise<string[]>;
  /**
   * Resolves when it records. `onEvent` is never called before.
   *
   * Rejects with `denied` when the system or the browser refuses the microphone, `not-found` when there is none, and `not-supported` where
   * it can't be used at all.
   */
  start(settings: RecordingSettings, onEvent: (event: RecordingEvent) => void): Promise<Recording>;
}
