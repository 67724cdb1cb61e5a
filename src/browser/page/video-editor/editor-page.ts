import type { MadeVideo } from "../../../core/bridge/index.ts";
import { HostError, isHostError, type PartChoice } from "../../../core/ports/index.ts";
import { showDialog } from "../dialog.ts";
import { element } from "../element.ts";
import type { Overlay } from "../overlay.ts";
import type { PageVideoCompressor } from "../video-compressor.ts";
import { editorStyle } from "./editor-style.ts";
import { editorTextsOf } from "./editor-texts.ts";
import { EditorView } from "./editor-view.ts";

/** What {@link editVideo} works with. */
export interface EditorPageOptions {
  overlay: Overlay;
  video: Blob;
  choice: PartChoice;
  trim: PageVideoCompressor["trim"];
  language: string;
  /** Aborts when the app ends, which takes the page away. */
  signal: AbortSignal;
}

/**
 * Opens a page over the app on which the person chooses a part of a video, and resolves with a file of it.
 *
 * Rejects with `cancelled` when they close it, also while the file is made, and `not-supported` for a video that this browser can't show.
 */
export async function editVideo(options: EditorPageOptions): Promise<MadeVideo<Blob>> {
  const { overlay, video, choice, trim, language, signal } = options;
  const texts = editorTextsOf(language);
  const work = new AbortController();
  const cancelled = new HostError("cancelled", "The person closed the editor");
  const ended = new HostError("aborted", "The app ended");
  if (signal.aborted) throw ended;
  let view: EditorView | undefined;
  try {
    const answer = await showDialog<MadeVideo<Blob> | HostError>(overlay, {
      label: texts.title,
      dismissal: cancelled,
      fill(dialog, answer) {
        view = new EditorView({
          video,
          choice,
          texts,
          onCancel: () => answer(cancelled),
          onDone: (part) => void trim(video, part, work.signal).then(answer, (error) => answer(toHostError(error))),
          onFailure: () => answer(new HostError("not-supported", "This browser can't show the video")),
        });
        dialog.append(element("style", "", editorStyle), view.element);
        signal.addEventListener("abort", () => answer(ended), { signal: work.signal });
      },
    });
    if (isHostError(answer)) throw answer;
    return answer;
  } finally {
    // What is made for nobody ends.
    work.abort(cancelled);
    view?.close();
  }
}

function toHostError(error: unknown): HostError {
  return isHostError(error) ? error : new HostError("not-supported", "The part could not be made", { cause: error });
}
