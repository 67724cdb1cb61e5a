/** Undoes compressions for which `core` has no code of its own. */
export interface DecompressorPort {
  /**
   * Undoes Brotli (RFC 7932). Rejects with `invalid-data` when the bytes are no complete Brotli stream, and with `too-large` as soon as there
   * would be more than `maxBytes`.
   */
  brotli(bytes: Uint8Array, maxBytes: number): Promise<ArrayBuffer>;
  /** Does the same in place. */
  brotliSync(bytes: Uint8Array, maxBytes: number): ArrayBuffer;
}
