import type { FilesPort, VideoReaderPort } from "../../core/ports/index.ts";
import { readVideoFacts } from "../../core/video/index.ts";

/** Reads what videos say of themselves. Nothing here decodes their pictures, so there are no thumbnails. */
export function createVideoReader(files: Pick<FilesPort, "stat" | "read">): VideoReaderPort {
  return {
    async read(path) {
      const { sizeBytes } = await files.stat(path);
      return readVideoFacts({
        sizeBytes,
        read: async (start, end) => new Uint8Array(await files.read(path, start, end - start)),
      });
    },
    createThumbnail: async () => undefined,
    canDecodeHevc: async () => false,
  };
}
