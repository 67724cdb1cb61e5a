import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { VideoEditorPort } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";

/** Lets the person edit videos in the page. */
export function createVideoEditor(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "adopt" | "blob">,
): VideoEditorPort {
  return {
    async edit({ path, ...choice }) {
      const { blob, extension } = await page.call("video.edit", await files.blob(path), choice);
      return files.adopt(blob, extension);
    },
  };
}
