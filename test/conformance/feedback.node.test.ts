import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { feedbackSuite, type FeedbackHost } from "./feedback.suite.ts";

async function createHost(): Promise<FeedbackHost> {
  const device = await createDevice();
  const { wx, answers, presented } = device;
  return {
    wx,
    shownTitle() {
      const last = presented.findLast(({ type }) => type === "toast" || type === "toast.hide");
      return last?.type === "toast" ? last.toast.title : undefined;
    },
    answerModal: (answer) => answers.modal(answer),
    answerActionSheet: (answer) => answers.actionSheet(answer),
    close: () => device.close(),
  };
}

describe("Node host", () => feedbackSuite(createHost));
