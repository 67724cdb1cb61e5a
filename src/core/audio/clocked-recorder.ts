import { HostError, isHostError } from "../ports/index.ts";
import type {
  ClockPort,
  RecorderPort,
  RecordedFile,
  Recording,
  RecordingEvent,
  RecordingFailure,
} from "../ports/index.ts";
import { createEncoder, type Encoder } from "./encoder.ts";
import type { Microphone } from "./microphone.ts";
import type { Sound } from "./sound.ts";

/** The file of a recording, while it is written. */
export interface RecordingFile {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Replaces the first bytes by `head`, ends the file and resolves with where it is. */
  finish(head?: Uint8Array<ArrayBuffer>): Promise<Pick<RecordedFile, "path" | "sizeBytes">>;
  /** Removes it. */
  discard(): Promise<void>;
}

/** What a recorder is made of. */
export interface ClockedRecorderOptions {
  clock: ClockPort;
  microphone: Microphone;
  createFile: (extension: string) => Promise<RecordingFile>;
}

/** A recorder that can be closed. */
export interface ClockedRecorder extends RecorderPort {
  /** Cancels what is recorded. */
  close(): Promise<void>;
}

/** How often it looks at the clock. */
const TICK_MS = 100;
/** So much is encoded at a time. */
const PIECE_FRAMES = 8192;
/** The names of the sources where there is but one microphone. */
const SOURCES = ["auto", "mic"];

/** Makes a recorder that goes by a clock: what it records is as long as the time that passed there, whoever makes it pass. */
export function createClockedRecorder({ clock, microphone, createFile }: ClockedRecorderOptions): ClockedRecorder {
  let running: ClockedRecording | undefined;
  return {
    sources: async () => [...SOURCES],
    async start(settings, onEvent) {
      const sound = microphone.open();
      const file = await createFile(settings.format);
      const recording = new ClockedRecording({
        clock,
        microphone,
        sound,
        file,
        onEvent,
        isStreamed: settings.isStreamed,
      });
      running = recording;
      await recording.begin((onBytes) => createEncoder({ target: settings, captureRate: sound.sampleRate, onBytes }));
      return recording;
    },
    close: async () => running?.cancel(),
  };
}

interface ClockedRecordingOptions extends Pick<ClockedRecorderOptions, "clock" | "microphone"> {
  sound: Sound;
  file: RecordingFile;
  isStreamed: boolean;
  onEvent: (event: RecordingEvent) => void;
}

class ClockedRecording implements Recording {
  readonly #options: ClockedRecordingOptions;
  #encoder: Encoder | undefined;
  #stopWatching = (): void => {};
  #isEnded = false;
  #isPaused = false;
  #isInterrupted = false;
  /** When the present stretch of sound began; absent while nothing is recorded. */
  #sinceMs: number | undefined;
  /** Milliseconds of the stretches before. */
  #beforeMs = 0;
  #stopTimer = (): void => {};
  /** How much of the sound is encoded. */
  #encodedFrames = 0;
  #isEncoding = false;
  #encoding: Promise<void> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ClockedRecordingOptions) {
    this.#options = options;
  }

  async begin(openEncoder: (onBytes: (bytes: Uint8Array<ArrayBuffer>) => void) => Promise<Encoder>): Promise<void> {
    try {
      this.#encoder = await openEncoder((bytes) => this.#take(bytes));
    } catch (error) {
      await this.cancel();
      throw error;
    }
    this.#stopWatching = this.#options.microphone.watch((change) => {
      if (change === "disconnected") this.#fail("disconnected", "The microphone was unplugged");
      else this.#interrupt(change === "interrupted");
    });
    this.#follow();
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    this.#follow();
  }

  async resume(): Promise<void> {
    this.#isPaused = false;
    this.#follow();
  }

  async stop(): Promise<RecordedFile> {
    const encoder = this.#end();
    try {
      await this.#encode();
      const { durationMs, head } = await encoder.finish();
      await this.#writing;
      return { durationMs, ...(await this.#options.file.finish(head)) };
    } catch (cause) {
      await this.#discard(encoder);
      throw isHostError(cause) ? cause : new HostError("invalid-data", "The recording could not be encoded", { cause });
    }
  }

  async cancel(): Promise<void> {
    if (!this.#isEnded) await this.#discard(this.#end());
  }

  /** Counts time, or stops to. */
  #follow(): void {
    const { clock } = this.#options;
    const isRunning = !this.#isEnded && !this.#isPaused && !this.#isInterrupted;
    if (isRunning === (this.#sinceMs !== undefined)) return;
    if (this.#sinceMs === undefined) {
      this.#sinceMs = clock.nowMs();
      this.#schedule();
    } else {
      this.#beforeMs = this.#elapsedMs();
      this.#sinceMs = undefined;
      this.#stopTimer();
      if (!this.#isEnded) void this.#encode();
    }
  }

  #schedule(): void {
    this.#stopTimer = this.#options.clock.schedule(TICK_MS, () => {
      void this.#encode();
      this.#schedule();
    });
  }

  #elapsedMs(): number {
    return this.#sinceMs === undefined ? this.#beforeMs : this.#beforeMs + this.#options.clock.nowMs() - this.#sinceMs;
  }

  /** Encodes up to now. Resolves when that is done. */
  #encode(): Promise<void> {
    if (!this.#isEncoding) this.#encoding = this.#encodeAll();
    return this.#encoding;
  }

  async #encodeAll(): Promise<void> {
    const { sound } = this.#options;
    this.#isEncoding = true;
    try {
      for (;;) {
        const due = Math.floor((this.#elapsedMs() / 1000) * sound.sampleRate) - this.#encodedFrames;
        if (due <= 0 || this.#encoder === undefined) return;
        const samples = sound.read(this.#encodedFrames, Math.min(due, PIECE_FRAMES));
        this.#encodedFrames += Math.min(due, PIECE_FRAMES);
        await this.#encoder.write(samples);
      }
    } catch (error) {
      // Whoever stops it hears of it there.
      if (this.#isEnded) throw error;
      this.#fail("encoding", String(error));
    } finally {
      this.#isEncoding = false;
    }
  }

  #take(bytes: Uint8Array<ArrayBuffer>): void {
    const { file, isStreamed, onEvent } = this.#options;
    this.#writing = this.#writing.then(() => file.write(bytes));
    this.#writing.catch((error: unknown) => this.#fail("storage", String(error)));
    if (isStreamed) onEvent({ type: "data", bytes: bytes.slice().buffer });
  }

  #interrupt(isInterrupted: boolean): void {
    if (isInterrupted === this.#isInterrupted) return;
    this.#isInterrupted = isInterrupted;
    this.#follow();
    this.#options.onEvent({ type: "interrupted", isInterrupted });
  }

  #fail(failure: RecordingFailure, detail: string): void {
    if (this.#isEnded) return;
    void this.#discard(this.#end());
    this.#options.onEvent({ type: "failed", failure, detail });
  }

  /** Stops to listen and to count time, and gives the encoder away. */
  #end(): Encoder {
    const encoder = this.#encoder ?? NO_ENCODER;
    this.#isEnded = true;
    this.#stopWatching();
    this.#follow();
    return encoder;
  }

  async #discard(encoder: Encoder): Promise<void> {
    this.#encoder = undefined;
    // What is half done may fail: nobody wants it.
    await this.#encoding.catch(() => {});
    await encoder.close();
    await this.#writing.catch(() => {});
    await this.#options.file.discard();
  }
}

/** Stands in for one that could not be made. */
const NO_ENCODER: Encoder = {
  write: async () => {},
  finish: () => Promise.reject(new Error("There is no encoder")),
  close: async () => {},
};
