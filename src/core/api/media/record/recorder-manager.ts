import type { CallContext } from "../../call-context.ts";
import { createListeners, type Listeners } from "../../listeners.ts";
import { reportedFailure } from "../../run.ts";
import { WxError } from "../../wx-error.ts";
import { FrameSplitter } from "./frame-splitter.ts";
import { readRecorderOptions, type RecorderStartOptions } from "./recorder-options.ts";
import type { RecordingSession } from "./recording-session.ts";

/** What `onStop` gets. */
export interface RecorderStopResult {
  tempFilePath: string;
  /** Milliseconds, without the time in which it was paused. */
  duration: number;
  /** Bytes. */
  fileSize: number;
}

/** What `onFrameRecorded` gets. */
export interface RecorderFrame {
  frameBuffer: ArrayBuffer;
  isLastFrame: boolean;
}

/** The recorder, as an app has it. What it does is told by events; listeners are called in the order in which they were added. */
export interface RecorderManager {
  start(options?: RecorderStartOptions): void;
  pause(): void;
  resume(): void;
  stop(): void;
  onStart(listener: (value: object) => void): void;
  onPause(listener: (value: object) => void): void;
  onResume(listener: (value: object) => void): void;
  onStop(listener: (value: RecorderStopResult) => void): void;
  onFrameRecorded(listener: (value: RecorderFrame) => void): void;
  onError(listener: (value: { errMsg: string }) => void): void;
  onInterruptionBegin(listener: (value: object) => void): void;
  onInterruptionEnd(listener: (value: object) => void): void;
}

type EventName = Extract<keyof RecorderManager, `on${string}`>;
const EVENTS: readonly EventName[] = [
  "onStart",
  "onPause",
  "onResume",
  "onStop",
  "onFrameRecorded",
  "onError",
  "onInterruptionBegin",
  "onInterruptionEnd",
];

/** What stands before `:fail` in its errors. */
const NAME = "operateRecorder";

/** Makes the recorder of an app. */
export function createRecorderManager(context: CallContext): RecorderManager {
  const state = new ManagedRecorder(context);
  return {
    start: (options) => state.run(() => state.start(options)),
    pause: () => state.run(() => state.pause()),
    resume: () => state.run(() => state.resume()),
    stop: () => state.run(() => state.stop()),
    ...(Object.fromEntries(EVENTS.map((event) => [event, state.listeners[event].replace])) as Pick<
      RecorderManager,
      EventName
    >),
  };
}

class ManagedRecorder {
  readonly listeners: Readonly<Record<EventName, Listeners>>;
  readonly #context: CallContext;
  /** The calls of the app: each begins when the one before has told its events. */
  #calls: Promise<void> = Promise.resolve();
  /** Settles when the end of the present recording was told. */
  #told: Promise<void> = Promise.resolve();

  constructor(context: CallContext) {
    this.#context = context;
    const create = (event: EventName): [EventName, Listeners] => [
      event,
      createListeners(event, (error) => context.app.reportError(error)),
    ];
    this.listeners = Object.fromEntries(EVENTS.map(create)) as Record<EventName, Listeners>;
  }

  run(call: () => Promise<void>): void {
    this.#calls = this.#calls.then(call).catch((error: unknown) => this.#emitError(error));
  }

  async start(given: unknown): Promise<void> {
    const { settings, durationMs, frameBytes } = readRecorderOptions(given);
    const frames = frameBytes === undefined ? undefined : new FrameSplitter(frameBytes);
    const session = await this.#context.recorder.start("RecorderManager", settings, {
      durationMs,
      listener: {
        onStart: () => this.#emit("onStart"),
        onData: (bytes) => {
          for (const frameBuffer of frames?.push(bytes) ?? []) this.#emitFrame(frameBuffer, false);
        },
        onPause: () => this.#emit("onPause"),
        onResume: () => this.#emit("onResume"),
        onInterrupted: (isInterrupted) => this.#emit(isInterrupted ? "onInterruptionBegin" : "onInterruptionEnd"),
      },
    });
    this.#told = this.#tellEnd(session, frames);
  }

  async pause(): Promise<void> {
    const session = await this.#session();
    if (session === undefined) throw new WxError("recorder not start");
    if (session.isPaused) throw new WxError("not recording");
    await session.pause();
  }

  async resume(): Promise<void> {
    const session = await this.#session();
    if (session === undefined) throw new WxError("recorder not start");
    if (!session.isPaused) throw new WxError("not paused");
    if (session.isInterrupted) throw new WxError("can't resume before the interruption ends");
    if (!this.#context.ports.foreground.currentSync()) throw new WxError("can't resume in the background");
    await session.resume();
  }

  async stop(): Promise<void> {
    const session = await this.#session();
    if (session === undefined) throw new WxError("recorder not start");
    session.stop();
    await this.#told;
  }

  #session(): Promise<RecordingSession | undefined> {
    return this.#context.recorder.sessionOf("RecorderManager");
  }

  async #tellEnd(session: RecordingSession, frames: FrameSplitter | undefined): Promise<void> {
    try {
      const { path, durationMs, sizeBytes } = await session.ended;
      if (frames !== undefined) this.#emitFrame(frames.finish(), true);
      this.#emit("onStop", { tempFilePath: path, duration: durationMs, fileSize: sizeBytes });
    } catch (error) {
      this.#emitError(error);
    }
  }

  #emitFrame(frameBuffer: ArrayBuffer, isLastFrame: boolean): void {
    this.#emit("onFrameRecorded", { frameBuffer, isLastFrame } satisfies RecorderFrame);
  }

  #emitError(error: unknown): void {
    this.#emit("onError", reportedFailure({ name: NAME }, error));
  }

  #emit(event: EventName, value: object = {}): void {
    this.listeners[event].emit(value);
  }
}
