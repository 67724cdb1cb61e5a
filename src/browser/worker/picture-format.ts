/** What the first bytes of a picture tell. */
export interface PictureFormat {
  type: "jpeg" | "png" | "gif" | "other";
  /** Whether the stored pixels are as they should be shown. */
  isUpright: boolean;
}

/** EXIF comes first in a file and has at most 64 KiB. */
const HEAD_BYTES = 128 * 1024;
const ORIENTATION_TAG = 0x0112;

/** Reads the format of a picture from its bytes: the type of a picked file is only what its name says. */
export async function readPictureFormat(source: Blob): Promise<PictureFormat> {
  const view = new DataView(await source.slice(0, HEAD_BYTES).arrayBuffer());
  if (view.byteLength >= 8 && view.getUint32(0) === 0x89504e47) return { type: "png", isUpright: true };
  if (view.byteLength >= 4 && view.getUint32(0) === 0x47494638) return { type: "gif", isUpright: true };
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return { type: "other", isUpright: true };
  const exif = findExif(view);
  return { type: "jpeg", isUpright: exif === undefined || readOrientation(exif) === 1 };
}

/** Finds the TIFF structure inside the segments in front of a JPEG's pixels. */
function findExif(view: DataView): DataView | undefined {
  let position = 2;
  while (position + 10 <= view.byteLength && view.getUint8(position) === 0xff) {
    const marker = view.getUint8(position + 1);
    const length = view.getUint16(position + 2);
    const isExif = marker === 0xe1 && view.getUint32(position + 4) === 0x45786966;
    const end = position + 2 + length;
    if (isExif)
      return new DataView(view.buffer, position + 10, Math.max(0, Math.min(end, view.byteLength) - position - 10));
    if (marker === 0xda) return undefined;
    position = end;
  }
  return undefined;
}

function readOrientation(tiff: DataView): number {
  if (tiff.byteLength < 8) return 1;
  const isLittleEndian = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittleEndian);
  if (directory + 2 > tiff.byteLength) return 1;
  const count = tiff.getUint16(directory, isLittleEndian);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > tiff.byteLength) break;
    if (tiff.getUint16(entry, isLittleEndian) === ORIENTATION_TAG) return tiff.getUint16(entry + 8, isLittleEndian);
  }
  return 1;
}
