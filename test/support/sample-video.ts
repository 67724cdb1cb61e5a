import clip from "../fixtures/media/clip.mp4?inline";
import { assetBytes } from "./asset-bytes.ts";

/** One second of video without sound, 64 × 36 pixels, 10 pictures a second; MP4 whose head comes first. */
export async function sampleVideo(): Promise<Uint8Array<ArrayBuffer>> {
  return assetBytes(clip);
}

/** Where the transformation of the only track stands, and a turn to the right in its numbers of 16.16 bits. */
const TRACK_HEAD = [0x74, 0x6b, 0x68, 0x64];
const MATRIX_OFFSET = 44;
const TURNED_RIGHT = [0, 0x10000, 0, -0x10000, 0, 0];

/** The same video, which is to be shown turned to the right. */
export async function turnedVideo(): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await sampleVideo();
  const head = bytes.findIndex((_byte, index) => TRACK_HEAD.every((code, offset) => bytes[index + offset] === code));
  const view = new DataView(bytes.buffer, head + MATRIX_OFFSET);
  for (const [index, value] of TURNED_RIGHT.entries()) view.setInt32(index * 4, value);
  return bytes;
}
