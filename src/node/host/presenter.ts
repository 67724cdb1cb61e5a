import type { ActionSheet, ClockPort, Modal, PresenterPort, Toast } from "../../core/ports/index.ts";
import type { AnswerQueue } from "./answers.ts";

/** One thing that was shown over the pages, or hidden. */
export type Presented =
  | { type: "toast"; toast: Toast }
  /** The toast or loading went: the app hid it, or its time was up. One that another replaces is not listed. */
  | { type: "toast.hide"; toast: Toast }
  | { type: "modal"; modal: Modal }
  | { type: "actionSheet"; sheet: ActionSheet };

/** Shows nothing: records what would be seen in `presented`, oldest first, and takes the answers of a script. */
export function createPresenter(answers: AnswerQueue, clock: ClockPort, presented: Presented[]): PresenterPort {
  let slot: Toast | undefined;
  let stopTimer: (() => void) | undefined;

  function hide(): void {
    if (slot === undefined) return;
    stopTimer?.();
    presented.push({ type: "toast.hide", toast: slot });
    slot = undefined;
  }

  return {
    async showToast(toast) {
      stopTimer?.();
      stopTimer = toast.durationMs === undefined ? undefined : clock.schedule(toast.durationMs, hide);
      slot = toast;
      presented.push({ type: "toast", toast });
    },
    async hideToast(kind) {
      if (kind === undefined || kind === slot?.kind) hide();
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
