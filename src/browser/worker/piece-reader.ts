/** Reads a body piece by piece. */
export interface PieceReader {
  /** Gives the next bytes, `undefined` at the end. */
  read(): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

const BUFFER_BYTES = 256 * 1024;

/** Makes a reader whose pieces are the caller's to keep. */
export function createPieceReader(body: ReadableStream<Uint8Array<ArrayBuffer>>): PieceReader {
  const reader = body.getReader();
  return { read: async () => (await reader.read()).value };
}

/**
 * Makes a reader whose pieces are good until the next read: all are in one buffer, where the browser can do that. Otherwise a large body
 * leaves as much garbage as it has bytes.
 */
export function createFrugalReader(body: ReadableStream<Uint8Array<ArrayBuffer>>): PieceReader {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: "byob" });
  } catch {
    // Not a stream of bytes.
    return createPieceReader(body);
  }
  let buffer = new ArrayBuffer(BUFFER_BYTES);
  return {
    async read() {
      const { value } = await reader.read(new Uint8Array(buffer));
      if (value === undefined || value.byteLength === 0) return undefined;
      buffer = value.buffer;
      return value;
    },
  };
}
