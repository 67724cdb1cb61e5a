import {
  createClockedRecorder,
  type ClockedRecorder,
  type Microphone,
  type RecordingFile,
} from "../../core/audio/index.ts";
import type { ClockPort } from "../../core/ports/index.ts";
import type { LocalFiles } from "./files.ts";

/** Records what a microphone hears, by the clock of the device, into temporary files. */
export function createRecorder(microphone: Microphone, clock: ClockPort, files: LocalFiles): ClockedRecorder {
  return createClockedRecorder({ clock, microphone, createFile: (extension) => createFile(files, extension) });
}

async function createFile(files: LocalFiles, extension: string): Promise<RecordingFile> {
  const writer = await files.createWriter();
  return {
    write: (bytes) => writer.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    async finish(head) {
      await writer.finish(head);
      const path = `${writer.path}.${extension}`;
      await files.rename(writer.path, path);
      return { path, ...(await files.stat(path)) };
    },
    discard: () => writer.discard(),
  };
}
