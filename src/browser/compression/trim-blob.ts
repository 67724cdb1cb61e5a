import { StreamTarget } from "mediabunny";
import type { MadeVideo } from "../../core/bridge/index.ts";
import type { VideoPart } from "../../core/ports/index.ts";
import { trimVideo } from "../../core/video/index.ts";
import { GrowingFile } from "./growing-file.ts";

/** Makes a file of a part of a video, which is read and written piece by piece. */
export async function trimBlob(video: Blob, part: VideoPart): Promise<MadeVideo<Blob>> {
  let file = new GrowingFile();
  const bytes = {
    sizeBytes: video.size,
    read: async (start: number, end: number) => new Uint8Array(await video.slice(start, end).arrayBuffer()),
  };
  const { extension, mimeType } = await trimVideo(bytes, part, () => {
    file = new GrowingFile();
    return new StreamTarget(file.stream, { chunked: true });
  });
  return { blob: file.toBlob(mimeType), extension };
}
