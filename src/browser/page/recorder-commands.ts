import type { PageCommands } from "../../core/bridge/index.ts";
import { HostError, type RecordingEvent } from "../../core/ports/index.ts";
import type { PageRecorder, PageRecording, RecorderPlatform } from "./recorder.ts";

/** The part of what a Worker asks of its page that records. */
export type RecorderCommands = Pick<PageCommands<Blob>, Extract<keyof PageCommands<Blob>, `recorder.${string}`>>;

/** A recorder that is loaded when it is first needed. */
export interface LazyRecorder {
  readonly commands: RecorderCommands;
  close(): void;
}

/** Records for a Worker, which numbers its recordings; `tell` takes what happens to one. */
export function createLazyRecorder(
  tell: (id: number, event: RecordingEvent) => void,
  platform: Partial<RecorderPlatform> = { mediaDevices: navigator.mediaDevices },
): LazyRecorder {
  let loading: Promise<PageRecorder> | undefined;
  let isClosed = false;
  const recordings = new Map<number, PageRecording>();

  const load = async (): Promise<PageRecorder> => {
    const { createRecorder, runtimeRecorderFiles } = await import("./recorder.ts");
    const recorder = createRecorder({ files: runtimeRecorderFiles, ...platform });
    if (isClosed) recorder.close();
    return recorder;
  };
  const recorder = (): Promise<PageRecorder> => (loading ??= load());
  const find = (id: number): PageRecording => {
    const recording = recordings.get(id);
    if (recording === undefined) throw new HostError("not-found", `There is no recording ${id}`);
    return recording;
  };
  const take = (id: number): PageRecording => {
    const recording = find(id);
    recordings.delete(id);
    return recording;
  };

  return {
    commands: {
      "recorder.sources": async () => (await recorder()).sources(),
      async "recorder.start"(id, settings) {
        const onEvent = (event: RecordingEvent): void => {
          if (event.type === "failed") recordings.delete(id);
          tell(id, event);
        };
        recordings.set(id, await (await recorder()).start(settings, onEvent));
      },
      "recorder.pause": async (id) => find(id).pause(),
      "recorder.resume": async (id) => find(id).resume(),
      "recorder.stop": async (id) => take(id).stop(),
      "recorder.cancel": async (id) => take(id).cancel(),
    },
    close() {
      isClosed = true;
      void loading?.then((loaded) => loaded.close());
    },
  };
}
