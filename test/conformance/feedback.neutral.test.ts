import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { feedbackSuite, type FeedbackHost } from "./feedback.suite.ts";

async function createHost(): Promise<FeedbackHost> {
  const {
    wx,
    ports: { presenter },
  } = createMemoryDevice();
  return {
    wx,
    shownTitle: () => presenter.toast?.title,
    answerModal({ confirm, content = null }: { confirm: boolean; content?: string | null }) {
      void presenter.modals.next().then((question) => question.answer({ isConfirmed: confirm, content }));
    },
    answerActionSheet(answer) {
      void presenter.actionSheets
        .next()
        .then((question) => (answer === "cancel" ? question.fail("cancelled") : question.answer(answer)));
    },
    close: async () => {},
  };
}

describe("memory host", () => feedbackSuite(createHost));
