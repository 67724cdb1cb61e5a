import type { PartChoice } from "./video-part.ts";

/** A video of which the person chooses a part. */
export interface EditedVideo extends PartChoice {
  /** Local path of the file. */
  path: string;
}

/** Lets a person edit videos. */
export interface VideoEditorPort {
  /**
   * Lets the person choose a part of the video, and resolves with the path of a new temporary file that has just that: with its sound, and standing
   * as the video does. A call waits while another one is open.
   *
   * Rejects with `cancelled` when the person closes the editor, `not-found`, `invalid-data` for what is no video, and `not-supported` for one that
   * this host can't show, or make files of.
   */
  edit(video: EditedVideo): Promise<string>;
}
