import type { AlbumKind, PickedMedia } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import type { CallContext } from "../call-context.ts";
import {
  CAMERAS,
  dropMedia,
  keepKnown,
  PICK_FAILURES,
  pickMedia,
  SIZES,
  SOURCES,
  toCamera,
  toCount,
} from "./pick-media.ts";
import { readVideoDetails, type VideoDetails } from "./video-details.ts";

const KINDS = ["image", "video", "mix"] as const;
const MIN_SECONDS = 3;
const MAX_SECONDS = 60;

/** Options of `wx.chooseMedia`. */
export interface ChooseMediaOptions {
  /** At most so many files, 1–20. */
  count?: number;
  /** `image` and `video` let the person choose files of one kind, `mix` of both; a string is taken as the only entry. */
  mediaType?: string[] | string;
  /** With both, the person decides; a string is taken as the only entry. */
  sourceType?: string[] | string;
  /** A camera stops to record after so many seconds, 3–60. */
  maxDuration?: number;
  /** Of pictures; with both, the person decides. A string is taken as the only entry. */
  sizeType?: string[] | string;
  /** The camera to begin with. */
  camera?: string;
}

/** A file that was chosen. What is known of videos only is absent for pictures. */
export interface ChosenMedia extends Partial<VideoDetails> {
  tempFilePath: string;
  size: number;
  fileType: AlbumKind;
}

/** Result of `wx.chooseMedia`. */
export interface ChooseMediaResult {
  /** What was chosen: pictures, videos, or both. */
  type: AlbumKind | "mix";
  /** In the order of selection. */
  tempFiles: ChosenMedia[];
}

/**
 * Lets the person choose pictures and videos of their album, or take one with the camera.
 *
 * Differs from WeChat: videos are handed over as they are.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.chooseMedia.html
 */
export const chooseMedia: AsyncApi<ChooseMediaOptions, ChooseMediaResult, keyof ChooseMediaOptions> = {
  name: "chooseMedia",
  reference: "media/video",
  notes: "Videos are never re-encoded. Headless they have no `thumbTempFilePath`.",
  params: {
    count: { type: "number", default: 9 },
    mediaType: { type: ["array", "string"], default: ["image", "video"], values: KINDS },
    sourceType: { type: ["array", "string"], default: [...SOURCES], values: SOURCES },
    maxDuration: { type: "number", default: 10 },
    sizeType: { type: ["array", "string"], default: [...SIZES], values: SIZES },
    camera: { type: "string", default: "back", values: CAMERAS },
  },
  result: {
    type: true,
    tempFiles: {
      tempFilePath: true,
      size: true,
      fileType: true,
      duration: true,
      width: true,
      height: true,
      thumbTempFilePath: true,
    },
  },
  failures: PICK_FAILURES,
  async run({ count, mediaType, sourceType, maxDuration, sizeType, camera }, context) {
    const kinds = keepKnown(KINDS, mediaType);
    const isMixed = [mediaType].flat().includes("mix");
    const items = await pickMedia(
      {
        count: toCount(count),
        kinds: isMixed ? ["image", "video"] : kinds.filter((kind) => kind !== "mix"),
        isMixed,
        sources: keepKnown(SOURCES, sourceType),
        sizes: keepKnown(SIZES, sizeType),
        camera: toCamera(camera),
        maxDurationSeconds: Math.min(Math.max(maxDuration, MIN_SECONDS), MAX_SECONDS) || MIN_SECONDS,
      },
      context,
    );
    const kindsChosen = new Set(items.map(({ kind }) => kind));
    const [type = "image"] = kindsChosen;
    return { type: kindsChosen.size > 1 ? "mix" : type, tempFiles: await describeAll(items, context) };
  },
};

/** Reads what is told of each. When it rejects, no file is left. */
async function describeAll(items: readonly PickedMedia[], context: CallContext): Promise<ChosenMedia[]> {
  const described: ChosenMedia[] = [];
  try {
    for (const { path, sizeBytes, kind } of items) {
      const details = kind === "video" ? await readVideoDetails(path, context) : {};
      described.push({ tempFilePath: path, size: sizeBytes, fileType: kind, ...details });
    }
  } catch (error) {
    await context.temporaryRoom.drop(
      described.flatMap(({ thumbTempFilePath }) => (thumbTempFilePath === undefined ? [] : [thumbTempFilePath])),
    );
    await dropMedia(items, context);
    throw error;
  }
  return described;
}
