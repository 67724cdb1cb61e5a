import { HostError, type DecompressorPort } from "../core/ports/index.ts";

/** Makes a decompressor that can do nothing: `core` has no code for it, and a device in memory no libraries. */
export function createMemoryDecompressor(): DecompressorPort {
  const refuse = (): never => {
    throw new HostError("not-supported", "A device in memory can't undo Brotli");
  };
  return { brotli: async () => refuse(), brotliSync: refuse };
}
