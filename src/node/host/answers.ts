import {
  HostError,
  isInside,
  isPartAllowed,
  largestPart,
  type ActionSheet,
  type ConsentSettings,
  type ImageEdit,
  type Modal,
  type ModalAnswer,
  type PartChoice,
  type PickerSource,
  type PixelRectangle,
  type PixelSize,
  type VideoPart,
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
  /**
   * Chooses a part of the picture that `wx.cropImage` opens next, in pixels of the picture as it is shown, or closes the editor. Unanswered,
   * it is the largest part in the middle.
   */
  cropImage(answer: PixelRectangle | "cancel"): void;
  /** Edits the picture that `wx.editImage` opens next, or closes the editor. What is not given, and a picture without an answer, stays as it is. */
  editImage(answer: Partial<ImageEdit> | "cancel"): void;
  /**
   * Chooses a part of the video that `wx.openVideoEditor` opens next, or closes the editor. Unanswered, it is the largest part, from the start of
   * the video.
   */
  videoEditor(answer: VideoPartAnswer | "cancel"): void;
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

/** A part of a video, in milliseconds from its start. */
export interface VideoPartAnswer {
  startMs: number;
  endMs: number;
}

/** {@link Answers} with the other side, on which the device takes them. */
export class AnswerQueue implements Answers {
  readonly #modals: { confirm: boolean; content?: string }[] = [];
  readonly #sheets: (number | "cancel")[] = [];
  readonly #choices: (ChooserAnswer | "cancel")[] = [];
  readonly #crops: (PixelRectangle | "cancel")[] = [];
  readonly #edits: (Partial<ImageEdit> | "cancel")[] = [];
  readonly #parts: (VideoPartAnswer | "cancel")[] = [];
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

  cropImage(answer: PixelRectangle | "cancel"): void {
    this.#crops.push(answer);
  }

  editImage(answer: Partial<ImageEdit> | "cancel"): void {
    this.#edits.push(answer);
  }

  videoEditor(answer: VideoPartAnswer | "cancel"): void {
    this.#parts.push(answer);
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

  /** Gives the part of a picture, if there is an answer. Throws `cancelled`, or when a person could not choose it. */
  takeCropImage(image: PixelSize, ratio: number): PixelRectangle | undefined {
    const answer = this.#crops.shift();
    if (answer === "cancel") throw editorClosed();
    if (answer === undefined) return undefined;
    checkCrop(answer, image);
    // The nearest whole pixels of one of the sides.
    const isOfRatio = Math.abs(answer.width - answer.height * ratio) <= Math.max(1, ratio) / 2 + 0.001;
    if (!isOfRatio)
      throw impossible(`The crop ${JSON.stringify(answer)} is not ${ratio.toFixed(3)} times as wide as high`);
    return answer;
  }

  /** Gives what is done to a picture. Throws as {@link takeCropImage} does. */
  takeEditImage({ width, height }: PixelSize): ImageEdit {
    const answer = this.#edits.shift() ?? {};
    if (answer === "cancel") throw editorClosed();
    const edit: ImageEdit = { crop: { left: 0, top: 0, width, height }, strokes: [], quarterTurns: 0, ...answer };
    checkCrop(edit.crop, { width, height });
    if (![0, 1, 2, 3].includes(edit.quarterTurns)) {
      throw impossible(`A picture is not turned ${edit.quarterTurns} times`);
    }
    for (const { colour } of edit.strokes) {
      if (!/^#[0-9a-f]{6}$/i.test(colour)) throw impossible(`"${colour}" is no colour such as "#ff0000"`);
    }
    return edit;
  }

  /** Gives a part of a video. Throws as {@link takeCropImage} does. */
  takeVideoPart(choice: PartChoice): VideoPart {
    const answer = this.#parts.shift();
    if (answer === "cancel") throw editorClosed();
    if (answer === undefined) return largestPart(choice);
    const part = { startSeconds: answer.startMs / 1000, endSeconds: answer.endMs / 1000 };
    if (isPartAllowed(part, choice)) return part;
    const { durationSeconds, minSeconds, maxSeconds } = choice;
    const limits = `at least ${minSeconds} and at most ${Math.min(maxSeconds, durationSeconds)} seconds`;
    throw impossible(`The part ${JSON.stringify(answer)} is not ${limits} of the video`);
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

function editorClosed(): HostError {
  return new HostError("cancelled", "The editor was closed");
}

function checkCrop(crop: PixelRectangle, image: PixelSize): void {
  if (isInside(crop, image)) return;
  throw impossible(
    `The crop ${JSON.stringify(crop)} is not inside the picture of ${image.width} x ${image.height} pixels`,
  );
}

function unanswered(question: string, call: string): HostError {
  const message = `Nobody is there to answer the ${question}. Call device.answers.${call} before.`;
  return new HostError("not-supported", message);
}

function impossible(problem: string): HostError {
  return new HostError("not-supported", `${problem}. Give another answer on device.answers.`);
}
