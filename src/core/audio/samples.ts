const SILENCE = new Float32Array();

/** Makes one channel the average of all, and two of one by using it twice; of more than two, the first two stay. */
export function mixChannels(channels: readonly Float32Array[], count: 1 | 2): Float32Array[] {
  const [first = SILENCE, second = first] = channels;
  if (count === 2) return [first, second];
  if (channels.length < 2) return [first];
  return [first.map((_, index) => channels.reduce((sum, channel) => sum + (channel[index] ?? 0), 0) / channels.length)];
}

/** Interleaves channels as 16-bit samples; what is louder than they can say is cut off, and does not wrap around. */
export function toInt16(channels: readonly Float32Array[]): Int16Array<ArrayBuffer> {
  const [first = SILENCE] = channels;
  const samples = new Int16Array(first.length * channels.length);
  channels.forEach((channel, offset) => {
    for (let index = 0; index < first.length; index += 1) {
      const sample = Math.max(-1, Math.min(1, channel[index] ?? 0));
      samples[index * channels.length + offset] = Math.round(sample * 0x7fff);
    }
  });
  return samples;
}

/** The bytes of 16-bit samples, little-endian whatever the machine. */
export function toBytes(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, sample] of samples.entries()) view.setInt16(index * 2, sample, true);
  return bytes;
}
