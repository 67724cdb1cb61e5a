import {
  connect,
  type Connection,
  type EncodedBlob,
  type EncodingCommands,
  type EncodingReports,
  type EncodingStart,
} from "../../core/bridge/index.ts";
import {
  HostError,
  type RecordingEvent,
  type RecordingFailure,
  type RecordingSettings,
} from "../../core/ports/index.ts";
import { AUDIO_SOURCES, openMicrophone } from "./microphone.ts";
import { runtimeFolder } from "./runtime-folder.ts";
import { startWorker } from "./start-worker.ts";

/** Where the parts of the recorder are that do not run in the page. */
export interface RecorderFiles {
  workerUrl: string;
  workletUrl: string;
}

/** The files of the built runtime. */
export const runtimeRecorderFiles: RecorderFiles = {
  workerUrl: `${runtimeFolder}recording.js`,
  workletUrl: `${runtimeFolder}capture-worklet.js`,
};

/** What a recorder needs of the page. */
export interface RecorderPlatform {
  readonly files: RecorderFiles;
  /** Absent where the browser has no microphone for this page. */
  readonly mediaDevices?: Pick<MediaDevices, "getUserMedia">;
}

/** A recording that runs in the page; as a recording of the port, but for its file. */
export interface PageRecording {
  pause(): void;
  resume(): void;
  stop(): Promise<EncodedBlob<Blob>>;
  cancel(): void;
}

/** Records in the page; the app's Worker makes a local file of it. */
export interface PageRecorder {
  sources(): string[];
  start(settings: RecordingSettings, onEvent: (event: RecordingEvent) => void): Promise<PageRecording>;
  /** Lets go of the microphone. */
  close(): void;
}

/**
 * Makes a recorder. The samples go from the thread that renders sound straight into a Worker of the recording, which encodes them: the page
 * only sees what comes out.
 */
export function createRecorder({ files, mediaDevices }: RecorderPlatform): PageRecorder {
  let current: CapturedRecording | undefined;
  let isClosed = false;
  return {
    sources: () => [...AUDIO_SOURCES],
    async start(settings, onEvent) {
      const stream = await openMicrophone(mediaDevices, settings.source, settings.channelCount);
      const recording = new CapturedRecording(stream, onEvent);
      current = recording;
      try {
        await recording.begin(files, settings);
        if (isClosed) throw new HostError("aborted", "The app ended");
      } catch (error) {
        recording.cancel();
        throw error;
      }
      return recording;
    },
    close() {
      isClosed = true;
      current?.cancel();
    },
  };
}

class CapturedRecording implements PageRecording {
  readonly #stream: MediaStream;
  readonly #onEvent: (event: RecordingEvent) => void;
  readonly #ended = new AbortController();
  #context: AudioContext | undefined;
  #capture: AudioWorkletNode | undefined;
  #worker: Worker | undefined;
  #encoding: Connection<EncodingCommands<Blob>> | undefined;

  constructor(stream: MediaStream, onEvent: (event: RecordingEvent) => void) {
    this.#stream = stream;
    this.#onEvent = onEvent;
  }

  async begin({ workerUrl, workletUrl }: RecorderFiles, settings: RecordingSettings): Promise<void> {
    const context = new AudioContext({ latencyHint: "playback" });
    this.#context = context;
    const { port1: samplesIn, port2: samples } = new MessageChannel();
    const encoding = this.#startWorker(workerUrl, { samples, settings, captureRate: context.sampleRate });
    await Promise.all([encoding, context.audioWorklet.addModule(workletUrl)]).catch((cause: unknown) => {
      throw new HostError("invalid-data", `The recorder could not be started: ${String(cause)}`, { cause });
    });
    if (this.#ended.signal.aborted) throw new HostError("aborted", "The recording was cancelled");
    const capture = new AudioWorkletNode(context, "capture", {
      channelCount: settings.channelCount,
      channelCountMode: "explicit",
    });
    // It plays silence: what leads nowhere is not rendered in every browser.
    context.createMediaStreamSource(this.#stream).connect(capture).connect(context.destination);
    // It may have been made suspended; that it runs is seen by the first sound.
    context.resume().catch(() => {});
    await this.#firstSound(capture);
    this.#capture = capture;
    capture.port.postMessage({ samples: samplesIn, isRecording: true }, [samplesIn]);
    this.#watch();
  }

  pause(): void {
    this.#capture?.port.postMessage({ isRecording: false });
  }

  resume(): void {
    this.#capture?.port.postMessage({ isRecording: true });
  }

  async stop(): Promise<EncodedBlob<Blob>> {
    this.pause();
    this.#letGo();
    try {
      if (this.#encoding === undefined) throw new Error("There is no encoder");
      return await this.#encoding.call("encoding.finish");
    } catch (cause) {
      throw new HostError("invalid-data", "The recording could not be encoded", { cause });
    } finally {
      this.cancel();
    }
  }

  cancel(): void {
    this.#letGo();
    this.#encoding?.close();
    this.#worker?.terminate();
  }

  /** Resolves when the first sound of the microphone has come to the thread that captures it. */
  #firstSound(capture: AudioWorkletNode): Promise<void> {
    return new Promise((resolve, reject) => {
      const { signal } = this.#ended;
      const gone = (): void => reject(new HostError("not-found", "The microphone was gone before it was heard"));
      for (const track of this.#stream.getTracks()) track.addEventListener("ended", gone, { signal });
      signal.addEventListener("abort", () => reject(new HostError("aborted", "The recording was cancelled")));
      capture.port.addEventListener("message", () => resolve(), { once: true });
      capture.port.start();
    });
  }

  #watch(): void {
    const { signal } = this.#ended;
    for (const track of this.#stream.getTracks()) {
      // A track that we stop does not say so; this one is gone, or the person took the permission back.
      track.addEventListener("ended", () => this.#fail("disconnected", "The browser ended the microphone"), { signal });
      track.addEventListener("mute", () => this.#onEvent({ type: "interrupted", isInterrupted: true }), { signal });
      track.addEventListener("unmute", () => this.#onEvent({ type: "interrupted", isInterrupted: false }), { signal });
    }
  }

  #startWorker(url: string, start: Omit<EncodingStart<MessagePort>, "port">): Promise<void> {
    const worker = startWorker(url);
    const { port1, port2 } = new MessageChannel();
    const encoding = connect<EncodingCommands<Blob>, EncodingReports>(port1, {
      "encoding.data": (bytes) => this.#onEvent({ type: "data", bytes }),
      "encoding.failed": (detail) => this.#fail("encoding", detail),
    });
    this.#worker = worker;
    this.#encoding = encoding;
    worker.postMessage({ ...start, port: port2 } satisfies EncodingStart<MessagePort>, [port2, start.samples]);
    return new Promise((resolve, reject) => {
      worker.addEventListener("error", (event) => {
        const detail = event.message || `The Worker ${url} could not be loaded`;
        reject(new Error(detail));
        this.#fail("encoding", detail);
      });
      encoding.call("encoding.open").then(resolve, reject);
    });
  }

  #fail(failure: RecordingFailure, detail: string): void {
    // Before it records, and once it ended, whoever waits hears of it.
    if (this.#capture === undefined || this.#ended.signal.aborted) return;
    this.cancel();
    this.#onEvent({ type: "failed", failure, detail });
  }

  /** Gives the microphone back. */
  #letGo(): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    for (const track of this.#stream.getTracks()) track.stop();
    this.#capture?.disconnect();
    // Nobody waits for it: there is nothing left that it could do wrong.
    void this.#context?.close();
  }
}
