import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRecorder, LocalMicrophone, openDataDir } from "../../src/node/host/index.ts";
import { createMemoryPorts } from "../../src/testing/index.ts";
import { createClockedRecordHost } from "./clocked-record-host.ts";
import type { RecordHost } from "./record.suite.ts";

/** Makes a host whose files and recorder are those of Node, by the clock of the test. */
export async function createNodeRecordHost(): Promise<RecordHost> {
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-record-"));
  const stored = await openDataDir({ dataDir });
  const microphone = new LocalMicrophone();
  microphone.tone(440);
  return createClockedRecordHost(createMemoryPorts(), async ({ clock }) => ({
    recorder: createRecorder(microphone, clock, stored.files),
    microphone,
    ports: stored,
    async close() {
      await stored.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  }));
}
