import { createWx } from "../../src/core/api/index.ts";
import type { ClockedRecorder, Microphone } from "../../src/core/audio/index.ts";
import type { Ports } from "../../src/core/ports/index.ts";
import { createMemoryApp, createMemoryPorts, type MemoryPorts } from "../../src/testing/index.ts";
import type { RecordHost } from "./record.suite.ts";
import { trackRecorder } from "./tracked-recorder.ts";

/** What differs between hosts whose recorder goes by the clock. */
export interface ClockedParts {
  readonly recorder: ClockedRecorder;
  readonly microphone: Microphone;
  readonly ports: Pick<Ports, "files" | "fileSystem">;
  close(): Promise<void>;
}

/** Makes a host whose files and recorder are in memory. */
export async function createMemoryRecordHost(): Promise<RecordHost> {
  return createClockedRecordHost(createMemoryPorts(), async (ports) => ({
    recorder: ports.recorder,
    microphone: ports.recorder.microphone,
    ports,
    close: async () => {},
  }));
}

/** Makes a host whose recorder goes by the clock of the test. */
export async function createClockedRecordHost(
  memory: MemoryPorts,
  createParts: (memory: MemoryPorts) => Promise<ClockedParts>,
): Promise<RecordHost> {
  const { recorder, microphone, ports, close } = await createParts(memory);
  const tracked = trackRecorder(recorder);
  const app = createMemoryApp();
  const { clock, consent, foreground } = memory;
  return {
    wx: createWx({ ports: { ...memory, ...ports, recorder: tracked.recorder }, app }),
    ports: { clock, consent, foreground },
    errors: app.errors,
    microphone: {
      unplug: () => microphone.unplug(),
      block: () => microphone.block(),
      interrupt: (isInterrupted) => (isInterrupted ? microphone.interrupt() : microphone.endInterruption()),
    },
    isRecording: tracked.isRecording,
    recording: tracked.recording,
    isOpen: tracked.isRecording,
    hear: async (ms) => clock.advance(ms),
    toleranceMs: 1,
    read: (path) => ports.files.read(path),
    async close() {
      await recorder.close();
      await close();
    },
  };
}
