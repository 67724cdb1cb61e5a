import { element } from "./element.ts";
import type { Overlay } from "./overlay.ts";

/** What {@link showDialog} shows. */
export interface DialogContent<Answer> {
  /** What assistive technology reads out first. */
  label: string;
  /** The answer of Escape and of a tap beside; without it only the content's own buttons end the dialog. */
  dismissal?: Answer;
  /** Fills the dialog; its buttons call `answer`. */
  fill: (dialog: HTMLDialogElement, answer: (value: Answer) => void) => void;
}

/** Shows a modal dialog over the pages and over earlier dialogs, and resolves with the person's answer. */
export async function showDialog<Answer>(
  overlay: Pick<Overlay, "root" | "ready">,
  { label, dismissal, fill }: DialogContent<Answer>,
): Promise<Answer> {
  await overlay.ready;
  const dialog = element("dialog", "");
  dialog.ariaLabel = label;
  dialog.tabIndex = -1;
  try {
    return await new Promise<Answer>((resolve) => {
      fill(dialog, resolve);
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        if (dismissal !== undefined) resolve(dismissal);
      });
      // Browsers let nobody refuse Escape twice in a row.
      dialog.addEventListener("close", () => dialog.isConnected && dialog.showModal());
      const mask = element("div", "weui-mask");
      if (dismissal !== undefined) mask.addEventListener("click", () => resolve(dismissal));
      dialog.prepend(mask);
      overlay.root.append(dialog);
      dialog.showModal();
      // Without a field to type into, the dialog itself has the focus: no button looks chosen before the person chose.
      (dialog.querySelector<HTMLElement>("[autofocus]") ?? dialog).focus();
    });
  } finally {
    // Gives the focus back to where it was.
    dialog.close();
    dialog.remove();
  }
}
