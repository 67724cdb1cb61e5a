import { HostError, type Ports, type RecordedFile, type Recording, type RecordingEvent } from "../../../ports/index.ts";
import { describeRecorderError, recordingFailed } from "./recording-failure.ts";

/** What a recording works with. */
export interface SessionHost {
  readonly ports: Pick<Ports, "clock" | "foreground">;
  /** Takes in the file. Rejects when there is no room for it. */
  readonly keep: (path: string) => Promise<void>;
}

/** How a recording is used. */
export interface SessionOptions {
  durationMs: number;
  /** Told of what happens to it; one that can't be paused is stopped where another is paused. */
  listener?: SessionListener;
}

/** Takes what happens to a recording, but for its end. */
export interface SessionListener {
  onStart(): void;
  onData(bytes: ArrayBuffer): void;
  onPause(): void;
  onResume(): void;
  onInterrupted(isInterrupted: boolean): void;
}

/**
 * One recording. It stops by itself at the end of its time, which goes by only while it records.
 *
 * In the background, and when something else takes the microphone, it is paused if somebody listens, else stopped.
 */
export class RecordingSession {
  /** Settles when it ended: with its file, or with why there is none. */
  readonly ended: Promise<RecordedFile>;
  readonly #ports: SessionHost["ports"];
  readonly #keep: SessionHost["keep"];
  readonly #options: SessionOptions;
  #recording: Recording | undefined;
  #state: "recording" | "paused" | "ended" = "recording";
  #isInterrupted = false;
  /** The calls of the recording, one after another. */
  #calls: Promise<void> = Promise.resolve();
  #remainingMs: number;
  #sinceMs = 0;
  #stopTimer = (): void => {};
  #stopFollowing = (): void => {};
  #resolve: (file: RecordedFile | Promise<RecordedFile>) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor({ ports, keep }: SessionHost, options: SessionOptions) {
    this.#ports = ports;
    this.#keep = keep;
    this.#options = options;
    this.#remainingMs = options.durationMs;
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whether somebody waits for it or not, a failure is told by other means, too.
    this.ended.catch(() => {});
  }

  get isEnded(): boolean {
    return this.#state === "ended";
  }

  get isPaused(): boolean {
    return this.#state === "paused";
  }

  /** Whether something else has the microphone. */
  get isInterrupted(): boolean {
    return this.#isInterrupted;
  }

  /** Takes the recording, which has just begun. */
  begin(recording: Recording): void {
    const { foreground } = this.#ports;
    // It may have failed at once.
    if (this.isEnded) return;
    this.#recording = recording;
    this.#options.listener?.onStart();
    this.#startTimer();
    this.#stopFollowing = foreground.onChange((isForeground) => {
      if (!isForeground) this.#halt();
    });
    if (!foreground.currentSync()) this.#halt();
  }

  /** Takes what the host tells of it. */
  handle(event: RecordingEvent): void {
    if (this.#state === "ended" && event.type !== "data") return;
    const { listener } = this.#options;
    switch (event.type) {
      case "data":
        return listener?.onData(event.bytes);
      case "interrupted":
        this.#isInterrupted = event.isInterrupted;
        listener?.onInterrupted(event.isInterrupted);
        if (event.isInterrupted) this.#halt();
        return;
      case "failed":
        console.warn(`Recording failed: ${event.detail}`);
        return this.#fail(recordingFailed(event.failure));
    }
  }

  /** Resolves when it is paused, and has told so. Only while it records. */
  async pause(): Promise<void> {
    this.#state = "paused";
    this.#stopTimer();
    this.#remainingMs -= this.#ports.clock.nowMs() - this.#sinceMs;
    await this.#call((recording) => recording.pause());
    if (!this.isEnded) this.#options.listener?.onPause();
  }

  /** Resolves when it goes on, and has told so. Only while it is paused. */
  async resume(): Promise<void> {
    this.#state = "recording";
    this.#startTimer();
    await this.#call((recording) => recording.resume());
    if (!this.isEnded) this.#options.listener?.onResume();
  }

  /** Stops it; `ended` tells what came of it. */
  stop(): void {
    const recording = this.#recording;
    if (!this.#end() || recording === undefined) return;
    this.#resolve(this.#finish(recording));
  }

  /** Ends it without a file, as the person took the permission back. */
  refuse(): void {
    if (this.isEnded) return;
    void this.#recording?.cancel().catch(() => {});
    this.#fail(new HostError("denied", "The person refused scope.record while it was recorded"));
  }

  async #finish(recording: Recording): Promise<RecordedFile> {
    try {
      await this.#calls;
      const file = await recording.stop();
      await this.#keep(file.path);
      return file;
    } catch (error) {
      throw describeRecorderError(error);
    }
  }

  #halt(): void {
    if (this.#options.listener === undefined) this.stop();
    else if (this.#state === "recording") void this.pause();
  }

  #startTimer(): void {
    this.#sinceMs = this.#ports.clock.nowMs();
    this.#stopTimer = this.#ports.clock.schedule(this.#remainingMs, () => this.stop());
  }

  async #call(method: (recording: Recording) => Promise<void>): Promise<void> {
    this.#calls = this.#calls.then(async () => {
      if (this.#recording !== undefined) await method(this.#recording);
    });
    try {
      await this.#calls;
    } catch (error) {
      this.#calls = Promise.resolve();
      void this.#recording?.cancel().catch(() => {});
      this.#fail(describeRecorderError(error));
    }
  }

  #fail(error: unknown): void {
    if (this.#end()) this.#reject(error);
  }

  #end(): boolean {
    if (this.#state === "ended") return false;
    this.#state = "ended";
    this.#stopTimer();
    this.#stopFollowing();
    return true;
  }
}
