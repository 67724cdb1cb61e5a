import { describe } from "vitest";
import { feedbackSuite, type FeedbackHost } from "./feedback.suite.ts";
import { createPageHost } from "./page-host.ts";

function createHost(): FeedbackHost {
  const { wx, root, close } = createPageHost();
  /** Does something with the dialog that opens next. */
  const withDialog = (act: (dialog: Element) => void): void => {
    const observer = new MutationObserver(() => {
      const dialog = root.querySelector("dialog[open]");
      if (dialog === null) return;
      observer.disconnect();
      act(dialog);
    });
    observer.observe(root, { childList: true, subtree: true, attributes: true });
  };
  const press = (dialog: Element, index: number): void => [...dialog.querySelectorAll("button")].at(index)?.click();
  return {
    wx,
    shownTitle: () => root.querySelector("[role=alert]")?.textContent,
    answerModal: ({ confirm, content }) =>
      withDialog((dialog) => {
        const input = dialog.querySelector("input");
        if (input !== null && content !== undefined) input.value = content;
        press(dialog, confirm ? 1 : 0);
      }),
    answerActionSheet: (answer) => withDialog((dialog) => press(dialog, answer === "cancel" ? -1 : answer)),
    close,
  };
}

describe("a page", () => feedbackSuite(async () => createHost()));
