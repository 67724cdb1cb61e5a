const HEAD_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/** Makes the first 44 bytes of a WAV file with 16-bit samples, of which `dataBytes` bytes follow. */
export function wavHead(sampleRate: number, channelCount: number, dataBytes: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(HEAD_BYTES);
  const view = new DataView(head.buffer);
  const write = (offset: number, text: string): void => head.set(new TextEncoder().encode(text), offset);
  const frameBytes = channelCount * BYTES_PER_SAMPLE;
  write(0, "RIFF");
  view.setUint32(4, HEAD_BYTES - 8 + dataBytes, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channelCount, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, BYTES_PER_SAMPLE * 8, true);
  write(36, "data");
  view.setUint32(40, dataBytes, true);
  return head;
}
