import { HostError, isHostError, type ImageEdit, type PixelRectangle } from "../../../core/ports/index.ts";
import { showDialog } from "../dialog.ts";
import { button, element } from "../element.ts";
import type { Overlay } from "../overlay.ts";
import { CropView } from "./crop-view.ts";
import { EditView } from "./edit-view.ts";
import { editorStyle } from "./editor-style.ts";
import { editorTextsOf, type EditorTexts } from "./editor-texts.ts";
import type { EditorView, ShownImage } from "./editor-view.ts";

/** What the pages of the editors work with. */
export interface EditorPageOptions {
  overlay: Overlay;
  blob: Blob;
  language: string;
  /** Aborts when the app ends, which takes the page away. */
  signal: AbortSignal;
}

/**
 * Opens a page over the app on which the person chooses a part of a picture, and resolves with it.
 *
 * Rejects with `cancelled` when they close it, and `invalid-data` for what this browser can't show.
 */
export function cropOnPage(options: EditorPageOptions, ratio: number): Promise<PixelRectangle> {
  return showEditor(options, "crop", (shown) => new CropView(shown, ratio));
}

/** Opens a page over the app on which the person edits a picture, and resolves with what they did. Rejects as {@link cropOnPage} does. */
export function editOnPage(options: EditorPageOptions): Promise<ImageEdit> {
  return showEditor(options, "edit", (shown, texts) => new EditView(shown, texts));
}

async function showEditor<Result>(
  { overlay, blob, language, signal }: EditorPageOptions,
  title: "crop" | "edit",
  createView: (shown: ShownImage, texts: EditorTexts) => EditorView<Result>,
): Promise<Result> {
  const texts = editorTextsOf(language);
  // Without a type, so that the browser goes by the bytes, and takes no drawing for a picture.
  const url = URL.createObjectURL(blob.slice());
  let view: EditorView<Result> | undefined;
  try {
    const shown = await loadImage(blob, url);
    if (signal.aborted) throw new HostError("aborted", "The app ended");
    const answer = await showDialog<{ result: Result } | HostError>(overlay, {
      label: texts[title],
      dismissal: closed(),
      fill(dialog, answer) {
        const made = createView(shown, texts);
        view = made;
        const cancel = button("image-editor-cancel", texts.cancel, () => answer(closed()));
        const done = button("weui-btn weui-btn_primary weui-btn_mini", texts.done, () =>
          answer({ result: made.result() }),
        );
        const bar = element("div", "image-editor-bar", cancel, done);
        dialog.append(element("div", "image-editor", element("style", "", editorStyle), made.element, bar));
        signal.addEventListener("abort", () => answer(new HostError("aborted", "The app ended")), { once: true });
      },
    });
    if (isHostError(answer)) throw answer;
    return answer.result;
  } finally {
    view?.close();
    URL.revokeObjectURL(url);
  }
}

function closed(): HostError {
  return new HostError("cancelled", "The person closed the editor");
}

async function loadImage(blob: Blob, url: string): Promise<ShownImage> {
  const image = element("img", "image-editor-picture");
  image.alt = "";
  image.draggable = false;
  image.src = url;
  try {
    // What makes the result decodes so, too: an element shows also pictures that end early.
    const bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
    const size = { width: bitmap.width, height: bitmap.height };
    bitmap.close();
    await image.decode();
    return { image, size };
  } catch (cause) {
    throw new HostError("invalid-data", "This is not a picture that this browser can decode", { cause });
  }
}
