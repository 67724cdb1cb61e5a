import type { HttpEvents, HttpRequest } from "../../core/ports/index.ts";
import { FileSink, type FileSinkMeans } from "./file-sink.ts";
import type { NewContent } from "./files.ts";

/** The body of a response. */
export type ReceivedBody = string | ArrayBuffer | NewContent;

/** Takes the body of a response piece by piece. */
export interface BodySink {
  /** Takes a chunk; that of a file may be used again when this resolves. */
  add(chunk: Uint8Array<ArrayBuffer>): Promise<void> | void;
  /** Resolves with what was gathered; text is decoded as the content type says. */
  end(contentType: string): Promise<ReceivedBody>;
  /** Gives up what was gathered. */
  discard(): Promise<void>;
}

/** Makes what gathers a body, or hands each piece to `events.onChunk` and gathers nothing. */
export function createBodySink(
  { responseType, url }: Pick<HttpRequest, "responseType" | "url">,
  events: HttpEvents,
  means: FileSinkMeans,
): BodySink {
  if (responseType === "file") return new FileSink(url, means);
  const chunks: Uint8Array[] = [];
  return {
    add(chunk) {
      if (events.onChunk === undefined) chunks.push(chunk);
      else events.onChunk(chunk.byteLength === chunk.buffer.byteLength ? chunk.buffer : chunk.slice().buffer);
    },
    async end(contentType) {
      const bytes = join(chunks);
      return responseType === "bytes" ? bytes.buffer : decode(bytes, contentType);
    },
    async discard() {},
  };
}

function join(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.byteLength;
  }
  return bytes;
}

/** Decodes text in the charset that the response names, else in UTF-8. */
function decode(bytes: Uint8Array<ArrayBuffer>, contentType: string): string {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
