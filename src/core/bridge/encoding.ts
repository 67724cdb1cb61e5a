import type { RecordingSettings } from "../ports/index.ts";

/** The one message that starts the Worker that encodes a recording; the ports come with it. */
export interface EncodingStart<Port> {
  /** For everything else. */
  port: Port;
  /** Brings the samples, straight from the thread that captures them: an array for each channel in each message. */
  samples: Port;
  settings: RecordingSettings;
  /** Sample rate of what comes in. */
  captureRate: number;
}

/** A recording as a page has it; `Blob` is the browser's type, which core does not know. */
export interface EncodedBlob<Blob> {
  blob: Blob;
  durationMs: number;
}

/** What a page asks of the Worker that encodes a recording. */
export interface EncodingCommands<Blob> {
  /** Resolves when the encoder is there. */
  "encoding.open"(): Promise<void>;
  /** Ends the file. */
  "encoding.finish"(): Promise<EncodedBlob<Blob>>;
}

/** What that Worker tells the page. */
export interface EncodingReports {
  /** The next bytes of the file, where they are wanted. */
  "encoding.data"(bytes: ArrayBuffer): void;
  "encoding.failed"(detail: string): void;
}
