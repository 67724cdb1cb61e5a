import type { VideoCompression } from "../ports/index.ts";

/** The one message that starts the Worker that compresses a video. */
export interface CompressionStart<Port> {
  port: Port;
}

/** What a page asks of the Worker that compresses a video; `Blob` is the browser's type, which core does not know. */
export interface CompressionCommands<Blob> {
  /** Resolves with an MP4 file. */
  "compression.run"(video: Blob, compression: VideoCompression): Promise<Blob>;
}
