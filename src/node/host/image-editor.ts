import { largestRectangle, type ImageEditorPort } from "../../core/ports/index.ts";
import type { AnswerQueue } from "./answers.ts";

/** A person who edits as a script says; without that they take what the editor offers. */
export function createImageEditor(answers: AnswerQueue): ImageEditorPort {
  return {
    crop: async (image, ratio) => answers.takeCropImage(image, ratio) ?? largestRectangle(image, ratio),
    edit: async (image) => answers.takeEditImage(image),
  };
}
