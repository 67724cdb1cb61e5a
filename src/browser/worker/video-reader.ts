import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { VideoReaderPort } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";

/** Lets the page read videos, which has a decoder. */
export function createVideoReader(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "adopt" | "blob">,
): VideoReaderPort {
  return {
    read: async (path) => page.call("video.read", await files.blob(path)),
    async createThumbnail(path) {
      const thumbnail = await page.call("video.thumbnail", await files.blob(path));
      return thumbnail && files.adopt(thumbnail, "jpg");
    },
    canDecodeHevc: () => page.call("video.decodesHevc"),
  };
}
