import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VideoEditorPort } from "../../core/ports/index.ts";
import { trimVideo } from "../../core/video/index.ts";
import type { AnswerQueue } from "./answers.ts";
import type { LocalFiles } from "./files.ts";

/** A person who chooses the part that a script says; without that they take what the editor offers. */
export function createVideoEditor(answers: AnswerQueue, files: LocalFiles): VideoEditorPort {
  return {
    async edit({ path, ...choice }) {
      const { sizeBytes } = await files.stat(path);
      const part = answers.takeVideoPart(choice);
      const { StreamTarget } = await import("mediabunny");
      const read = async (start: number, end: number) => new Uint8Array(await files.read(path, start, end - start));
      const folder = await mkdtemp(join(tmpdir(), "minihost-part-"));
      const target = join(folder, "part");
      try {
        const file = await open(target, "wx");
        try {
          const createTarget = () => new StreamTarget(writeInto(file), { chunked: true });
          const { extension } = await trimVideo({ sizeBytes, read }, part, createTarget);
          return await files.adopt(target, extension);
        } finally {
          await file.close();
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

function writeInto(file: FileHandle): WritableStream<{ data: Uint8Array; position: number }> {
  return new WritableStream({
    async write({ data, position }) {
      // The operating system may take less than all of it.
      for (let written = 0; written < data.length;) {
        const { bytesWritten } = await file.write(data, written, data.length - written, position + written);
        written += bytesWritten;
      }
    },
  });
}
