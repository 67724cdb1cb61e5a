import type { CallContext } from "../../call-context.ts";
import type { ElementHandle } from "../../elements.ts";
import { invokeCamera, takeFiles } from "./invoke-camera.ts";

/** A video of a camera. */
export interface CameraVideo {
  /** Its first picture. */
  tempThumbPath: string;
  tempVideoPath: string;
}

/** The recording of a camera, which ends when it is stopped or its time is up. */
export class CameraRecording {
  readonly #element: ElementHandle;
  readonly #context: CallContext;
  #stopTimer = (): void => {};

  constructor(element: ElementHandle, context: CallContext) {
    this.#element = element;
    this.#context = context;
  }

  /** Starts it; `timedOut` takes the video when it is stopped by its time. */
  async start(options: object, seconds: number, timedOut?: (video: CameraVideo) => void): Promise<void> {
    await invokeCamera(this.#element, "startRecord", options);
    this.#stopTimer();
    this.#stopTimer = this.#context.ports.clock.schedule(seconds * 1000, () => void this.#timeOut(timedOut));
  }

  /** Stops it. Rejects when nothing is recorded. */
  async stop(): Promise<CameraVideo> {
    this.#stopTimer();
    const answer = await invokeCamera(this.#element, "stopRecord");
    return await takeFiles(answer, ["tempThumbPath", "tempVideoPath"], this.#context);
  }

  async #timeOut(timedOut?: (video: CameraVideo) => void): Promise<void> {
    let video: CameraVideo;
    try {
      video = await this.stop();
    } catch (error) {
      // The page with the camera may be gone.
      console.warn(error instanceof Error ? error.message : error);
      return;
    }
    try {
      timedOut?.(video);
    } catch (error) {
      this.#context.app.reportError(error);
    }
  }
}
