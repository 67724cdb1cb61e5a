/** Bytes of a file that a reader asks for as it needs them. */
export interface ReadableBytes {
  sizeBytes(): number | Promise<number>;
  /** Resolves with the bytes from `start` up to `end`, which are there. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/**
 * Resolves with the seconds that the sound of a media file lasts; from what its head says, so that a file which still arrives need not be
 * there as a whole. Rejects when it has no sound that is known.
 */
export async function readMediaDuration(bytes: ReadableBytes): Promise<number> {
  // A tenth of a second that a device without sound need not wait for.
  const { ALL_FORMATS, CustomSource, Input } = await import("mediabunny");
  const source = new CustomSource({
    getSize: () => bytes.sizeBytes(),
    read: (start, end) => bytes.read(start, end),
    // Whoever asked hears of it, too.
    handleUnhandledError: () => {},
  });
  const input = new Input({ formats: ALL_FORMATS, source });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track === null) throw new Error("There is no sound in it");
    if ((await track.getCodec()) === null) throw new Error("Its sound is encoded in an unknown way");
    return (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
  } finally {
    input.dispose();
  }
}
