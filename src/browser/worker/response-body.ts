import type { HttpEvents, HttpRequest } from "../../core/ports/index.ts";

/** The body of a response; a file as a handle. */
export type ReceivedBody = string | ArrayBuffer | Blob;

/** Takes the body of a response piece by piece. */
export interface BodySink {
  /** A chunk of a file may be used again afterwards. */
  add(chunk: Uint8Array<ArrayBuffer>): void;
  /** Hands over what was gathered; text is decoded as the content type says. */
  end(contentType: string): ReceivedBody;
}

/** So much of a file is in memory; more goes into a handle whose bytes the browser keeps where it likes. */
const BATCH_BYTES = 1024 * 1024;

/** Makes what gathers a body, or hands each piece to `events.onChunk` and gathers nothing. */
export function createBodySink(
  responseType: HttpRequest["responseType"],
  events: HttpEvents,
  Blob: typeof globalThis.Blob,
): BodySink {
  if (responseType === "file") return createFileSink(Blob);
  const chunks: Uint8Array[] = [];
  return {
    add(chunk) {
      if (events.onChunk === undefined) chunks.push(chunk);
      else events.onChunk(chunk.byteLength === chunk.buffer.byteLength ? chunk.buffer : chunk.slice().buffer);
    },
    end(contentType) {
      const bytes = join(chunks);
      return responseType === "bytes" ? bytes.buffer : decode(bytes, contentType);
    },
  };
}

function createFileSink(Blob: typeof globalThis.Blob): BodySink {
  const parts: Blob[] = [];
  const batch = new Uint8Array(BATCH_BYTES);
  let batchBytes = 0;
  const store = (): void => {
    parts.push(new Blob([batch.subarray(0, batchBytes)]));
    batchBytes = 0;
  };
  return {
    add(chunk) {
      for (let taken = 0; taken < chunk.byteLength;) {
        const piece = chunk.subarray(taken, taken + BATCH_BYTES - batchBytes);
        batch.set(piece, batchBytes);
        batchBytes += piece.byteLength;
        taken += piece.byteLength;
        if (batchBytes === BATCH_BYTES) store();
      }
    },
    end() {
      store();
      return new Blob(parts);
    },
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
