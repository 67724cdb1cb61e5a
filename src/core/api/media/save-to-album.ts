import { isHostError, type AlbumKind } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import type { Failures } from "../failures.ts";
import { baseName, toLocalPath } from "../local-path.ts";
import { WxError } from "../wx-error.ts";

/** Options of `wx.saveImageToPhotosAlbum` and `wx.saveVideoToPhotosAlbum`. */
export interface SaveToAlbumOptions {
  /** A local path; what is on the network is downloaded first. */
  filePath: string;
}

/** The platform's words for failures of saving to the album. */
export const ALBUM_FAILURES: Failures = {
  "not-found": { reason: "file not exists", errno: 1300002 },
  "invalid-data": { reason: "invalid file type" },
};

const EXTENSIONS: Readonly<Record<AlbumKind, RegExp>> = {
  image: /\.(?:jpe?g|png|gif|webp|bmp|tiff?|heic|heif|avif)$/i,
  video: /\.(?:mp4|m4v|mov|3gp|webm)$/i,
};

/**
 * Saves a local file to the person's album, if they allow it. `check` rejects for a file whose content is not what its name says.
 *
 * A file that can't be saved is refused before anybody is asked.
 */
export async function saveToAlbum(
  kind: AlbumKind,
  filePath: string,
  { ports, permissions }: CallContext,
  check: (path: string) => Promise<unknown>,
): Promise<void> {
  const path = toLocalPath(filePath);
  await ports.files.stat(path);
  if (!EXTENSIONS[kind].test(baseName(path))) throw new WxError("invalid file type");
  await check(path);
  await permissions.require("scope.writePhotosAlbum");
  try {
    await ports.album.save(path, kind);
  } catch (error) {
    // The person allowed it; it is the system that did not.
    if (isHostError(error) && error.code === "denied") {
      throw new WxError("system permission denied", 3, { cause: error });
    }
    throw error;
  }
}
