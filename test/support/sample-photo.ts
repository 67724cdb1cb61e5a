import quarters from "../fixtures/media/quarters.jpg?inline";
import { assetBytes } from "./asset-bytes.ts";

/** Colours of a picture's quarters: upper left, upper right, lower left, lower right. */
export type Quarters = readonly [string, string, string, string];

/** What {@link samplePhoto} shows when it is not turned. */
export const STORED_QUARTERS: Quarters = ["red", "green", "blue", "white"];

/** A JPEG of 160 × 80 pixels whose quarters are {@link STORED_QUARTERS}, with an EXIF orientation from 1 to 8. */
export async function samplePhoto(orientation: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await assetBytes(quarters);
  const exif = [
    ...new TextEncoder().encode("Exif\0\0MM\0*"),
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const segment = [0xff, 0xe1, 0, exif.length + 2, ...exif];
  // Behind the two bytes that every JPEG begins with.
  return Uint8Array.from([...bytes.subarray(0, 2), ...segment, ...bytes.subarray(2)]);
}

/** Names the colour of a pixel. */
export function nameColour([red = 0, green = 0, blue = 0]: ArrayLike<number> & Iterable<number>): string {
  const bright = [red, green, blue].map((value) => value > 128);
  if (bright.every(Boolean)) return "white";
  return ["red", "green", "blue"].filter((_name, index) => bright[index]).join(" and ") || "black";
}
