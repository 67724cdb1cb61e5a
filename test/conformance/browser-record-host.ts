import { createLazyRecorder } from "../../src/browser/page/recorder-commands.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { createRecorder } from "../../src/browser/worker/recorder.ts";
import { createWx } from "../../src/core/api/index.ts";
import { connect, type PageCommands, type WorkerCommands } from "../../src/core/bridge/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";
import { createPackageFiles } from "./package-files.ts";
import type { RecordHost } from "./record.suite.ts";
import { trackRecorder } from "./tracked-recorder.ts";

type Asked = Pick<PageCommands<Blob>, Extract<keyof PageCommands<Blob>, `recorder.${string}`>>;
type Told = Pick<WorkerCommands<Blob>, "recorder.event">;

/** The parts of the recorder as the server of tests has them. */
const files = {
  workerUrl: new URL("recording-entry.ts", import.meta.url).href,
  workletUrl: new URL("../../src/browser/recording/capture-worklet.ts", import.meta.url).href,
};

/** The microphone of the browser, whose tracks a test sees. */
class HeldMicrophone implements Pick<MediaDevices, "getUserMedia"> {
  readonly #tracks: MediaStreamTrack[] = [];
  /** What listens to the tracks; Firefox does not deliver events that a script dispatches on one. */
  readonly #listeners = new Set<{ type: string; call: () => void; signal?: AbortSignal }>();
  refusal: string | undefined;

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (this.refusal !== undefined) throw new DOMException("The test says so", this.refusal);
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    for (const track of stream.getTracks()) {
      this.#tracks.push(track);
      Object.assign(track, {
        addEventListener: (type: string, call: () => void, { signal }: AddEventListenerOptions = {}) =>
          void this.#listeners.add({ type, call, signal }),
      });
    }
    return stream;
  }

  get isLive(): boolean {
    return this.#tracks.some(({ readyState }) => readyState === "live");
  }

  /** Does as the browser does when a device changes. */
  tell(event: "ended" | "mute" | "unmute"): void {
    const present = [...this.#listeners].filter(({ type, signal }) => type === event && signal?.aborted !== true);
    for (const { call } of present) call();
  }
}

/** How far the length of a recording may be from what was heard, if no time passes beside that. */
const LEAST_TOLERANCE_MS = 100;

/** Makes a device whose recorder is that of a page, on the other end of a channel, with the browser's microphone. */
export async function createBrowserRecordHost(): Promise<RecordHost> {
  const createdMs = performance.now();
  let heardMs = 0;
  const memory = createMemoryPorts();
  const microphone = new HeldMicrophone();
  const temporary = createFiles({ ...createPackageFiles(), Blob, crypto });
  const { port1, port2 } = new MessageChannel();
  const lazy = createLazyRecorder((id, event) => page.send("recorder.event", id, event), {
    files,
    mediaDevices: microphone,
  });
  const page = connect<Told, Asked>(port2, lazy.commands);
  const { port, commands } = createRecorder(() => worker, temporary);
  const worker = connect<PageCommands<Blob>, Told>(port1, commands);
  const tracked = trackRecorder(port);
  const app = createMemoryApp();
  const { clock, consent, foreground, fileSystem } = memory;
  const ports = {
    ...memory,
    files: temporary,
    // Only the sizes of temporary files are asked for.
    fileSystem: {
      ...fileSystem,
      statSync: () => ({ isDirectory: false, sizeBytes: 0, modifiedMs: 0, accessedMs: 0 }),
    },
    recorder: tracked.recorder,
  };
  return {
    wx: createWx({ ports, app }),
    ports: { clock, consent, foreground },
    errors: app.errors,
    microphone: {
      unplug() {
        microphone.refusal = "NotFoundError";
        microphone.tell("ended");
      },
      block() {
        microphone.refusal = "NotAllowedError";
      },
      interrupt: (isInterrupted) => microphone.tell(isInterrupted ? "mute" : "unmute"),
    },
    isRecording: tracked.isRecording,
    recording: tracked.recording,
    isOpen: () => microphone.isLive,
    // The microphone of a browser hears as time goes by.
    hear: async (ms) => {
      await new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
      clock.advance(ms);
      heardMs += ms;
    },
    // It hears also what passes beside that: little, or much on a busy machine.
    get toleranceMs() {
      return LEAST_TOLERANCE_MS + performance.now() - createdMs - heardMs;
    },
    read: async (path) => temporary.read(path),
    async close() {
      lazy.close();
      worker.close();
      page.close();
      port1.close();
    },
  };
}
