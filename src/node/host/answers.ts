import {
  HostError,
  type ActionSheet,
  type ConsentSettings,
  type Modal,
  type ModalAnswer,
  type PickerSource,
} from "../../core/ports/index.ts";

/**
 * What the person does who holds the device.
 *
 * Each call adds one answer. Every question takes the oldest answer of its kind, so answers may be given long before.
 * A question without an answer fails at once with a message that says what to add.
 */
export interface Answers {
  /** Presses a button of the next modal; `content` is typed into an editable one. */
  modal(answer: { confirm: boolean; content?: string }): void;
  /** Taps an item of the next action sheet, counted from 0, or closes it. */
  actionSheet(answer: number | "cancel"): void;
  /**
   * Chooses with the next chooser, or closes it: with the "original" toggle on, and with the camera where the app lets the person decide.
   * Unanswered, files come from the album, with the toggle off.
   */
  chooseImage(answer: ChooserAnswer | "cancel"): void;
  /** Allows or refuses what the app asks for next, such as `scope.record`. Unanswered, it is allowed. */
  consent(isAllowed: boolean): void;
  /** Changes these on the page of settings that the app opens next. Unanswered, all stays as it is. */
  settings(changes: ConsentSettings): void;
}

/** How a person chooses pictures, videos or other files. */
export interface ChooserAnswer {
  /** @default false */
  original?: boolean;
  /** @default "album" */
  source?: PickerSource;
}

/** {@link Answers} with the other side, on which the device takes them. */
export class AnswerQueue implements Answers {
  readonly #modals: { confirm: boolean; content?: string }[] = [];
  readonly #sheets: (number | "cancel")[] = [];
  readonly #choices: (ChooserAnswer | "cancel")[] = [];
  readonly #consents: boolean[] = [];
  readonly #settings: ConsentSettings[] = [];

  modal(answer: { confirm: boolean; content?: string }): void {
    this.#modals.push(answer);
  }

  actionSheet(answer: number | "cancel"): void {
    this.#sheets.push(answer);
  }

  chooseImage(answer: ChooserAnswer | "cancel"): void {
    this.#choices.push(answer);
  }

  consent(isAllowed: boolean): void {
    this.#consents.push(isAllowed);
  }

  settings(changes: ConsentSettings): void {
    this.#settings.push(changes);
  }

  /** Answers a modal. Throws when there is no answer, or one that a person could not give. */
  takeModal(modal: Modal): ModalAnswer {
    const answer = this.#modals.shift();
    if (answer === undefined) {
      throw unanswered(`modal ${JSON.stringify(modal.title || modal.content)}`, "modal({ confirm: true })");
    }
    if (!answer.confirm && !modal.hasCancel) {
      throw impossible(`The modal ${JSON.stringify(modal.title || modal.content)} has no cancel button`);
    }
    return { isConfirmed: answer.confirm, content: modal.isEditable ? (answer.content ?? modal.content) : null };
  }

  /** Gives the index of an item. Throws `cancelled`, or when there is no answer or no such item. */
  takeActionSheet({ items }: ActionSheet): number {
    const answer = this.#sheets.shift();
    if (answer === undefined) throw unanswered(`action sheet ${JSON.stringify(items)}`, "actionSheet(0)");
    if (answer === "cancel") throw new HostError("cancelled", "The action sheet was closed");
    if (items[answer] === undefined) {
      throw impossible(`The action sheet ${JSON.stringify(items)} has no item with index ${answer}`);
    }
    return answer;
  }

  /** Tells how to choose. Throws `cancelled`. */
  takeChooseImage(): ChooserAnswer {
    const answer = this.#choices.shift() ?? {};
    if (answer === "cancel") throw new HostError("cancelled", "The picker was closed");
    return answer;
  }

  /** Tells whether it is allowed. */
  takeConsent(): boolean {
    return this.#consents.shift() ?? true;
  }

  /** Gives what changes on the page of settings. */
  takeSettings(): ConsentSettings {
    return this.#settings.shift() ?? {};
  }
}

function unanswered(question: string, call: string): HostError {
  const message = `Nobody is there to answer the ${question}. Call device.answers.${call} before.`;
  return new HostError("not-supported", message);
}

function impossible(problem: string): HostError {
  return new HostError("not-supported", `${problem}. Give another answer on device.answers.`);
}
