import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { PickerPort } from "../../core/ports/index.ts";
import { extensionOf } from "./file-extension.ts";
import type { BrowserFiles } from "./files.ts";

/** Asks the page for files and gives each a temporary path. */
export function createPicker(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "adopt">,
): PickerPort {
  const adopt = (blob: Blob, name: string): { path: string; sizeBytes: number } => ({
    path: files.adopt(blob, extensionOf(name, blob.type)),
    sizeBytes: blob.size,
  });
  return {
    async chooseMedia(choice) {
      const { items, isCompressed } = await page.call("picker.chooseMedia", choice);
      return { items: items.map(({ blob, name, kind }) => ({ kind, ...adopt(blob, name) })), isCompressed };
    },
    async chooseFiles(choice) {
      const chosen = await page.call("picker.chooseFiles", choice);
      return chosen.map(({ blob, name, ...facts }) => ({ name, ...facts, ...adopt(blob, name) }));
    },
  };
}
