import { describe } from "vitest";
import { feedbackSuite, type FeedbackHost } from "./feedback.suite.ts";
import { withDialog } from "./page-dialog.ts";
import { createPageHost } from "./page-host.ts";

function createHost(): FeedbackHost {
  const host = createPageHost();
  const { wx, root, close } = host;
  const press = (dialog: Element, index: number): void => [...dialog.querySelectorAll("button")].at(index)?.click();
  return {
    wx,
    shownTitle: () => root.querySelector("[role=alert]")?.textContent,
    answerModal: ({ confirm, content }) =>
      withDialog(host, (dialog) => {
        const input = dialog.querySelector("input");
        if (input !== null && content !== undefined) input.value = content;
        press(dialog, confirm ? 1 : 0);
      }),
    answerActionSheet: (answer) => withDialog(host, (dialog) => press(dialog, answer === "cancel" ? -1 : answer)),
    close,
  };
}

describe("a page", () => feedbackSuite(async () => createHost()));
