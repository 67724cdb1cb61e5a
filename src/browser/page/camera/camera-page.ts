import { HostError, isHostError, type MediaChoice } from "../../../core/ports/index.ts";
import type { CameraSide } from "../../components/index.ts";
import { showDialog } from "../dialog.ts";
import { element } from "../element.ts";
import type { Overlay } from "../overlay.ts";
import { cameraStyle } from "./camera-style.ts";
import { closeStream, findCameras, openCamera } from "./camera-stream.ts";
import { cameraTextsOf } from "./camera-texts.ts";
import { CameraView } from "./camera-view.ts";

export { findCameras } from "./camera-stream.ts";

/** What {@link takeShot} works with. */
export interface CameraPageOptions {
  overlay: Overlay;
  choice: Pick<MediaChoice, "kinds" | "camera" | "maxDurationSeconds">;
  language: string;
  /** Aborts when the app ends, which takes the page away. */
  signal: AbortSignal;
}

/**
 * Opens a page over the app on which the person takes a picture or a video, and resolves with what they are content with.
 *
 * Rejects with `cancelled` when they close it, `denied` when the browser refuses the camera, and `not-supported` when it can't be used.
 */
export async function takeShot({ overlay, choice, language, signal }: CameraPageOptions): Promise<File> {
  const texts = cameraTextsOf(language);
  const open = (side: CameraSide): Promise<MediaStream> => openCamera(side, choice.kinds.includes("video"));
  const stream = await open(choice.camera);
  if (signal.aborted) {
    closeStream(stream);
    throw new HostError("aborted", "The app ended");
  }
  // Browsers tell how many there are only to pages that were allowed to use them.
  const canTurn = (await findCameras()) > 1;
  let view: CameraView | undefined;
  try {
    const answer = await showDialog<File | HostError>(overlay, {
      label: texts.title,
      dismissal: new HostError("cancelled", "The person closed the camera"),
      fill(dialog, answer) {
        view = new CameraView({ choice, stream, canTurn, texts, open, answer });
        dialog.append(element("style", "", cameraStyle), view.element);
        signal.addEventListener("abort", () => answer(new HostError("aborted", "The app ended")), { once: true });
      },
    });
    if (isHostError(answer)) throw answer;
    return answer;
  } finally {
    view?.close();
  }
}
