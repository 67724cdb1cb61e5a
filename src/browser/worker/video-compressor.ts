import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { VideoCompressorPort } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";

/** A video that every encoder of H.264 is able to make. */
const USUAL_VIDEO: VideoEncoderConfig = { codec: "avc1.64001f", width: 640, height: 360, bitrate: 1_000_000 };

/** Lets the page compress videos, which starts Workers for that. */
export function createVideoCompressor(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "adopt" | "blob">,
): VideoCompressorPort {
  return {
    compress: async (path, compression) =>
      files.adopt(await page.call("video.compress", await files.blob(path), compression), "mp4"),
  };
}

/** Tells whether this browser encodes H.264. It takes `undefined` for the encoder of one that has none, or none without HTTPS. */
export async function canEncodeVideo(
  encoder: Pick<typeof VideoEncoder, "isConfigSupported"> | undefined,
): Promise<boolean> {
  if (encoder === undefined) return false;
  // Without an answer an app starts all the same.
  return encoder.isConfigSupported(USUAL_VIDEO).then(
    ({ supported }) => supported === true,
    () => false,
  );
}
