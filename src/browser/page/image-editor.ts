import { HostError, type ImageEdit, type PixelRectangle } from "../../core/ports/index.ts";
import type { Presenter } from "./presenter.ts";
import { Turns } from "./turns.ts";

/** Lets a person edit pictures in the page; the Worker makes files of the results. A call waits while another one is open. */
export interface PageImageEditor {
  /** Rejects as the port of this name does. */
  crop(blob: Blob, ratio: number): Promise<PixelRectangle>;
  edit(blob: Blob): Promise<ImageEdit>;
}

/** Opens its pages where the presenter draws. */
export function createImageEditor(
  { overlay, signal }: Pick<Presenter, "overlay" | "signal">,
  language: string = navigator.language,
): PageImageEditor {
  const turns = new Turns();
  return {
    crop: (blob, ratio) =>
      turns.take(async () => (await loadPages()).cropOnPage({ overlay, blob, language, signal }, ratio)),
    edit: (blob) => turns.take(async () => (await loadPages()).editOnPage({ overlay, blob, language, signal })),
  };
}

/** Few apps edit pictures: what does is loaded with the first. */
function loadPages(): Promise<typeof import("./image-editor/editor-page.ts")> {
  return import("./image-editor/editor-page.ts").catch((cause: unknown) => {
    throw new HostError("network", "The editor of pictures could not be loaded", { cause });
  });
}
