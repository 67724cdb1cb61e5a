import type { VideoCompression, VideoPart } from "../ports/index.ts";

/** The one message that starts the Worker that compresses or trims a video. */
export interface CompressionStart<Port> {
  port: Port;
}

/** A video that was made. */
export interface MadeVideo<Blob> {
  blob: Blob;
  /** Without a dot. */
  extension: string;
}

/** What a page asks of the Worker that compresses or trims a video; `Blob` is the browser's type, which core does not know. */
export interface CompressionCommands<Blob> {
  /** Resolves with an MP4 file. */
  "compression.run"(video: Blob, compression: VideoCompression): Promise<Blob>;
  /** Resolves with a file of the part. */
  "compression.trim"(video: Blob, part: VideoPart): Promise<MadeVideo<Blob>>;
}
