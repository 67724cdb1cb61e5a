import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { ImageEditorPort } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";

/** Lets the page show pictures to the person who edits them. */
export function createImageEditor(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "blob">,
): ImageEditorPort {
  return {
    crop: async ({ path }, ratio) => page.call("image.crop", await files.blob(path), ratio),
    edit: async ({ path }) => page.call("image.edit", await files.blob(path)),
  };
}
