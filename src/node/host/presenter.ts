import type { ActionSheet, Modal, PresenterPort, Toast } from "../../core/ports/index.ts";
import type { AnswerQueue } from "./answers.ts";

/** One thing that was shown over the pages, or hidden. */
export type Presented =
  | { type: "toast"; toast: Toast }
  /** What was in the slot of toasts was hidden by the app; a toast that goes by itself is not listed. */
  | { type: "toast.hide"; toast: Toast }
  | { type: "modal"; modal: Modal }
  | { type: "actionSheet"; sheet: ActionSheet };

/** Shows nothing: records what would be seen in `presented`, oldest first, and takes the answers of a script. */
export function createPresenter(answers: AnswerQueue, presented: Presented[]): PresenterPort {
  let slot: Toast | undefined;
  return {
    async showToast(toast) {
      slot = toast;
      presented.push({ type: "toast", toast });
    },
    async hideToast(kind) {
      if (slot === undefined || (kind !== undefined && kind !== slot.kind)) return;
      presented.push({ type: "toast.hide", toast: slot });
      slot = undefined;
    },
    async showModal(modal) {
      presented.push({ type: "modal", modal });
      return answers.takeModal(modal);
    },
    async showActionSheet(sheet) {
      presented.push({ type: "actionSheet", sheet });
      return answers.takeActionSheet(sheet);
    },
  };
}
