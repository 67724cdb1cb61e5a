import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { PickerPort } from "../../core/ports/index.ts";
import { extensionOf } from "./file-extension.ts";
import type { BrowserFiles } from "./files.ts";

/** Asks the page for files and gives each a temporary path. */
export function createPicker(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "adopt">,
): PickerPort {
  return {
    async chooseImages(choice) {
      const { files: chosen, isCompressed } = await page.call("picker.chooseImages", choice);
      const images = chosen.map(({ blob, name }) => ({
        path: files.adopt(blob, extensionOf(name, blob.type)),
        sizeBytes: blob.size,
      }));
      return { images, isCompressed };
    },
  };
}
