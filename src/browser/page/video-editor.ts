import type { MadeVideo } from "../../core/bridge/index.ts";
import { HostError, type PartChoice } from "../../core/ports/index.ts";
import type { Presenter } from "./presenter.ts";
import { Turns } from "./turns.ts";
import type { PageVideoCompressor } from "./video-compressor.ts";

/** Lets a person edit videos in the page; the Worker gives the results paths. */
export interface PageVideoEditor {
  /** Resolves with the part that the person chose. Rejects as the port does. */
  edit(video: Blob, choice: PartChoice): Promise<MadeVideo<Blob>>;
}

/** Makes an editor whose page is drawn by the presenter. A call waits while another one is open. */
export function createVideoEditor(
  { overlay, signal }: Pick<Presenter, "overlay" | "signal">,
  compressor: Pick<PageVideoCompressor, "trim">,
  language: string = navigator.language,
): PageVideoEditor {
  const turns = new Turns();
  const { trim } = compressor;
  return {
    edit: (video, choice) =>
      turns.take(async () => (await loadEditor()).editVideo({ overlay, video, choice, trim, language, signal })),
  };
}

/** Few apps edit videos: what does is loaded with the first. */
function loadEditor(): Promise<typeof import("./video-editor/editor-page.ts")> {
  return import("./video-editor/editor-page.ts").catch((cause: unknown) => {
    throw new HostError("network", "The editor of videos could not be loaded", { cause });
  });
}
