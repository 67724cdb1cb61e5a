import { isHostError, type VideoFacts } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import { WxError } from "../wx-error.ts";

/** What the choosers tell of a video. */
export interface VideoDetails {
  /** Seconds, to the millisecond. */
  duration: number;
  /** Size in pixels as it is shown. */
  width: number;
  height: number;
  /** A JPEG of an early picture; absent where the host can't decode the video. */
  thumbTempFilePath?: string;
}

/** Reads a video and makes its thumbnail. Rejects when it is not a video. */
export async function readVideoDetails(path: string, context: CallContext): Promise<VideoDetails> {
  const { ports, temporaryRoom } = context;
  const { widthPixels, heightPixels, rotationDegrees, durationSeconds } = await readVideo(path, context);
  const isTurned = rotationDegrees % 180 !== 0;
  const thumbTempFilePath = await ports.videoReader.createThumbnail(path);
  if (thumbTempFilePath !== undefined) await temporaryRoom.take([thumbTempFilePath]);
  return {
    duration: toThousandths(durationSeconds),
    width: isTurned ? heightPixels : widthPixels,
    height: isTurned ? widthPixels : heightPixels,
    ...(thumbTempFilePath === undefined ? {} : { thumbTempFilePath }),
  };
}

/** Reads the facts of a local video. Rejects with `not-found` of the host, or `video decode fail` when it is not a video. */
export async function readVideo(path: string, { ports }: CallContext): Promise<VideoFacts> {
  try {
    return await ports.videoReader.read(path);
  } catch (cause) {
    if (isHostError(cause) && cause.code === "invalid-data") {
      throw new WxError("video decode fail", undefined, { cause });
    }
    throw cause;
  }
}

/** Rounds to three decimals: of seconds, to the millisecond. */
export function toThousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
