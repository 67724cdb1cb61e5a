import ac3 from "../fixtures/media/clip-ac3.mp4?inline";
import clip from "../fixtures/media/clip.mp4?inline";
import hevc from "../fixtures/media/clip-hevc.mp4?inline";
import parts from "../fixtures/media/parts.mp4?inline";
import partsOfWeb from "../fixtures/media/parts.webm?inline";
import quarters from "../fixtures/media/quarters.mp4?inline";
import quartersOfWeb from "../fixtures/media/quarters.webm?inline";
import { assetBytes } from "./asset-bytes.ts";

/** One second of video without sound, 64 × 36 pixels, 10 pictures a second; MP4 whose head comes first. */
export async function sampleVideo(): Promise<Uint8Array<ArrayBuffer>> {
  return assetBytes(clip);
}

/** The same video with sound that no browser decodes. */
export async function ac3Video(): Promise<Uint8Array<ArrayBuffer>> {
  return assetBytes(ac3);
}

/**
 * One second of four colours (red, green; blue, white) with noise, and of a tone of 440 Hz: 320 × 180 pixels, 24 pictures a second, two channels.
 * MP4 with H.264 and AAC, or WebM with VP8 and Opus.
 */
export async function quartersVideo(format: "mp4" | "webm" = "mp4"): Promise<Uint8Array<ArrayBuffer>> {
  return assetBytes(format === "mp4" ? quarters : quartersOfWeb);
}

/**
 * Four seconds of one colour each (red, green, blue, white) and of a tone each (300, 400, 500, 600 Hz): 160 × 90 pixels, 24 pictures a second.
 * MP4 with H.264 and AAC, whose pictures need those of up to two seconds before, or WebM with VP8 and Opus, of one second.
 */
export async function partsVideo(format: "mp4" | "webm" = "mp4"): Promise<Uint8Array<ArrayBuffer>> {
  return assetBytes(format === "mp4" ? parts : partsOfWeb);
}

/** The video of {@link sampleVideo} as HEVC. */
export async function hevcVideo(): Promise<Uint8Array<ArrayBuffer>> {
  return assetBytes(hevc);
}

/** Where the transformation of the first track stands, and a turn to the right in its numbers of 16.16 bits. */
const TRACK_HEAD = [0x74, 0x6b, 0x68, 0x64];
const MATRIX_OFFSET = 44;
const TURNED_RIGHT = [0, 0x10000, 0, -0x10000, 0, 0];

/** The video of {@link sampleVideo}, which is to be shown turned to the right. */
export async function turnedVideo(): Promise<Uint8Array<ArrayBuffer>> {
  return turnRight(await sampleVideo());
}

/** Turns an MP4 file to the right whose first track has the pictures. */
export function turnRight(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const head = bytes.findIndex((_byte, index) => TRACK_HEAD.every((code, offset) => bytes[index + offset] === code));
  const view = new DataView(bytes.buffer, head + MATRIX_OFFSET);
  for (const [index, value] of TURNED_RIGHT.entries()) view.setInt32(index * 4, value);
  return bytes;
}
