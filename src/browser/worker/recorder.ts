import type { Connection, PageCommands, WorkerCommands } from "../../core/bridge/index.ts";
import type { RecorderPort, RecordingEvent } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";

/** A recorder of the page, as its Worker has it. */
export interface WorkerRecorder {
  readonly port: RecorderPort;
  /** Takes what the page tells. */
  readonly commands: Pick<WorkerCommands<Blob>, "recorder.event">;
}

/** Asks the page to record and gives each recording a temporary path. */
export function createRecorder(
  page: () => Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "adopt">,
): WorkerRecorder {
  const listening = new Map<number, (event: RecordingEvent) => void>();
  let lastId = 0;

  const port: RecorderPort = {
    sources: () => page().call("recorder.sources"),
    async start(settings, onEvent) {
      const id = (lastId += 1);
      listening.set(id, (event) => {
        if (event.type === "failed") listening.delete(id);
        onEvent(event);
      });
      const end = <Result>(result: Promise<Result>): Promise<Result> => result.finally(() => listening.delete(id));
      try {
        await page().call("recorder.start", id, settings);
      } catch (error) {
        listening.delete(id);
        throw error;
      }
      return {
        pause: () => page().call("recorder.pause", id),
        resume: () => page().call("recorder.resume", id),
        async stop() {
          const { blob, durationMs } = await end(page().call("recorder.stop", id));
          return { path: files.adopt(blob, settings.format), durationMs, sizeBytes: blob.size };
        },
        cancel: () => end(page().call("recorder.cancel", id)),
      };
    },
  };
  return { port, commands: { "recorder.event": (id, event) => listening.get(id)?.(event) } };
}
