/** Resolves when the content of a handle can be read. Rejects with `NotReadableError` when the browser has it no longer, or never had. */
export async function requireReadable(blob: Blob): Promise<void> {
  // Where a part of a handle is missing, nothing of it can be read.
  await blob.slice(0, 1).arrayBuffer().catch(throwUnreadable);
}

/** Reads a handle at once. Throws `NotReadableError`. */
export function readBlobSync(blob: Blob, reader: Pick<FileReaderSync, "readAsArrayBuffer">): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(reader.readAsArrayBuffer(blob));
  } catch (error) {
    throwUnreadable(error);
  }
}

/** Throws `NotReadableError`, for whatever a browser throws when it can't read a handle. */
export function throwUnreadable(cause?: unknown): never {
  throw Object.assign(new DOMException("The browser has lost this content", "NotReadableError"), { cause });
}
