/** Makes a WAV file: 8 kHz, mono, 16 bit, with a quiet tone of 440 Hz. */
export function wavFile(seconds: number): Uint8Array<ArrayBuffer> {
  const rate = 8000;
  const count = Math.round(seconds * rate);
  const bytes = new Uint8Array(44 + count * 2);
  const view = new DataView(bytes.buffer);
  const text = (position: number, value: string): void => bytes.set(new TextEncoder().encode(value), position);
  text(0, "RIFF");
  view.setUint32(4, 36 + count * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, count * 2, true);
  for (let index = 0; index < count; index += 1) {
    view.setInt16(44 + index * 2, Math.sin((index * 440 * 2 * Math.PI) / rate) * 3000, true);
  }
  return bytes;
}
