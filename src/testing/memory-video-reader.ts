import type { FilesPort, VideoReaderPort } from "../core/ports/index.ts";
import { readVideoFacts } from "../core/video/index.ts";

/** Makes a reader that knows no pictures of videos. */
export function createMemoryVideoReader(files: Pick<FilesPort, "stat" | "read">): VideoReaderPort {
  return {
    async read(path) {
      const { sizeBytes } = await files.stat(path);
      const read = async (start: number, end: number) => new Uint8Array(await files.read(path, start, end - start));
      return readVideoFacts({ sizeBytes, read });
    },
    createThumbnail: async () => undefined,
    canDecodeHevc: async () => false,
  };
}
