import type { ImageChoice, PickedImage, PickerSource, Ports } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";

const MAX_COUNT = 20;
const SIZES = ["original", "compressed"] as const;
const SOURCES = ["album", "camera"] as const satisfies readonly PickerSource[];
/** How small "compressed" is: good on a phone's screen, a tenth of a camera's file. */
const COMPRESSION = { quality: 80, maxSidePixels: 1440 };

/** Options of `wx.chooseImage`. */
export interface ChooseImageOptions {
  /** At most so many pictures, 1–20. */
  count?: number;
  /** With both, the person decides; a string is taken as the only entry. */
  sizeType?: string[] | string;
  /** With both, the person decides; a string is taken as the only entry. */
  sourceType?: string[] | string;
}

/** Result of `wx.chooseImage`, in the order of selection. */
export interface ChooseImageResult {
  tempFilePaths: string[];
  tempFiles: { path: string; size: number }[];
}

/**
 * Lets the person choose pictures, and re-encodes them when compressed ones are wanted.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseImage.html
 */
export const chooseImage: AsyncApi<ChooseImageOptions, ChooseImageResult, "count" | "sizeType" | "sourceType"> = {
  name: "chooseImage",
  reference: "media/image",
  notes: "GIF pictures are never re-encoded. Compressed pictures need a host with an image codec.",
  params: {
    count: { type: "number", default: 9 },
    sizeType: { type: ["array", "string"], default: [...SIZES], values: SIZES },
    sourceType: { type: ["array", "string"], default: [...SOURCES], values: SOURCES },
  },
  result: { tempFilePaths: true, tempFiles: { path: true, size: true } },
  async run({ count, sizeType, sourceType }, { ports }) {
    const choice: ImageChoice = {
      count: Math.min(Math.max(Math.trunc(count) || 1, 1), MAX_COUNT),
      sources: keepKnown(SOURCES, sourceType),
      sizes: keepKnown(SIZES, sizeType),
    };
    const { images, isCompressed } = await ports.picker.chooseImages(choice);
    const chosen: PickedImage[] = [];
    // One after another: several decoded photographs at once would not fit into the memory of a phone.
    for (const image of images.slice(0, choice.count)) chosen.push(isCompressed ? await compress(image, ports) : image);
    return {
      tempFilePaths: chosen.map(({ path }) => path),
      tempFiles: chosen.map(({ path, sizeBytes }) => ({ path, size: sizeBytes })),
    };
  },
};

function keepKnown<Name extends string>(known: readonly Name[], given: string[] | string): Name[] {
  const kept = known.filter((name) => given === name || (Array.isArray(given) && given.includes(name)));
  return kept.length > 0 ? kept : [...known];
}

async function compress(image: PickedImage, { imageCodec, files }: Ports): Promise<PickedImage> {
  // A GIF would lose its animation.
  if (/\.gif$/i.test(image.path)) return image;
  const path = await imageCodec.compress(image.path, COMPRESSION);
  const { sizeBytes } = await files.stat(path);
  return { path, sizeBytes };
}
