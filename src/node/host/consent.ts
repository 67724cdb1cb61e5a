import type { ConsentPort } from "../../core/ports/index.ts";
import type { AnswerQueue } from "./answers.ts";

/** A person who allows everything, unless the script says otherwise. */
export function createConsent(answers: Pick<AnswerQueue, "takeConsent" | "takeSettings">): ConsentPort {
  return {
    ask: async () => answers.takeConsent(),
    openSettings: async (settings) => ({ ...settings, ...answers.takeSettings() }),
  };
}
