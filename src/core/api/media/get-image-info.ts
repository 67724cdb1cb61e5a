import { isHostError } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import type { CallContext } from "../call-context.ts";
import { isNetworkUrl } from "../local-path.ts";
import { download } from "../network/download.ts";
import { StopController } from "../stop-controller.ts";
import { WxError } from "../wx-error.ts";
import { findLocalFile } from "./find-local-file.ts";
import { readImageHead, type ImageHead, type ImageType } from "./image-head.ts";

const ORIENTATIONS = [
  "up",
  "up-mirrored",
  "down",
  "down-mirrored",
  "left-mirrored",
  "right",
  "right-mirrored",
  "left",
] as const;

/** Result of `wx.getImageInfo`. */
export interface ImageInfo {
  /** Stored size in pixels; the rotation of EXIF is not applied. */
  width: number;
  height: number;
  /** A local path that other APIs take. */
  path: string;
  orientation: (typeof ORIENTATIONS)[number];
  type: ImageType;
}

/**
 * Tells the size, type and orientation of a picture; one on the network is fetched into a temporary file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.getImageInfo.html
 */
export const getImageInfo: AsyncApi<{ src: string }, ImageInfo> = {
  name: "getImageInfo",
  reference: "media/image",
  notes: "WebP has the type `webp`.",
  params: { src: { type: "string", required: true } },
  result: { width: true, height: true, path: true, orientation: true, type: true },
  async run({ src }, context) {
    const { path, exifOrientation, ...head } = await (isNetworkUrl(src) ? readDownloaded : readLocal)(src, context);
    return { ...head, path, orientation: ORIENTATIONS[exifOrientation - 1] ?? "up" };
  },
};

type LocatedHead = ImageHead & { path: string };

async function readLocal(src: string, context: CallContext): Promise<LocatedHead> {
  const { path } = await findLocalFile(src, context);
  return { ...(await readImageHead(context.ports.files, path)), path };
}

async function readDownloaded(url: string, context: CallContext): Promise<LocatedHead> {
  const { ports, app } = context;
  const controller = new StopController();
  const endGuard = context.background.guard((reason) => controller.abort(reason));
  const stopTimer = ports.clock.schedule(app.networkTimeout.downloadFile, () =>
    controller.abort(downloadFailure("timeout")),
  );
  try {
    return await download(
      {
        api: getImageInfo,
        url,
        headers: {},
        signal: controller.signal,
        dispatch: () => Promise.resolve(),
        async finish({ statusCode }, file) {
          if (statusCode >= 400) throw downloadFailure(`status ${statusCode}`);
          const head = await readImageHead(ports.files, file.path);
          return { ...head, path: await file.addExtension(head.type === "jpeg" ? "jpg" : head.type) };
        },
      },
      context,
    );
  } catch (error) {
    controller.throwIfAborted();
    if (isHostError(error) && (error.code === "network" || error.code === "too-many-redirects"))
      throw downloadFailure(error.message, error);
    throw error;
  } finally {
    endGuard();
    stopTimer();
  }
}

function downloadFailure(reason: string, cause?: unknown): WxError {
  return new WxError(`download image fail. reason: ${reason}`, undefined, { cause });
}
