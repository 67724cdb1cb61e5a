import { HostError, type HostErrorCode } from "../core/ports/index.ts";

/** A call to the device that waits for the test to answer. */
export interface Question<Asked, Answer> {
  readonly asked: Asked;
  answer(answer: Answer): void;
  /** Rejects as a host does. */
  fail(code: HostErrorCode, message?: string): void;
}

/** The calls of one kind, in order. */
export interface Questions<Asked, Answer> {
  /** Asks; settles when the test answers. */
  ask(asked: Asked): Promise<Answer>;
  /** Resolves with the oldest question that was not taken yet, as soon as there is one. */
  next(): Promise<Question<Asked, Answer>>;
}

/** Makes an empty list of questions. */
export function createQuestions<Asked, Answer>(): Questions<Asked, Answer> {
  const asked: Question<Asked, Answer>[] = [];
  const takers: ((question: Question<Asked, Answer>) => void)[] = [];
  return {
    ask: (subject) =>
      new Promise((resolve, reject) => {
        const question: Question<Asked, Answer> = {
          asked: subject,
          answer: resolve,
          fail: (code, message = `The test answered with "${code}"`) => reject(new HostError(code, message)),
        };
        const taker = takers.shift();
        if (taker === undefined) asked.push(question);
        else taker(question);
      }),
    next: () =>
      new Promise((resolve) => {
        const question = asked.shift();
        if (question === undefined) takers.push(resolve);
        else resolve(question);
      }),
  };
}
