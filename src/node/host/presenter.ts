import { inspectDocument, openFile, type DocumentFacts } from "../../core/document/index.ts";
import type {
  ActionSheet,
  ClockPort,
  DocumentType,
  FilesPort,
  Modal,
  PresenterPort,
  ShownPreview,
  Toast,
} from "../../core/ports/index.ts";
import type { AnswerQueue } from "./answers.ts";

/** One thing that was shown over the pages, or hidden. */
export type Presented =
  | { type: "toast"; toast: Toast }
  /** The toast or loading went: the app hid it, or its time was up. One that another replaces is not listed. */
  | { type: "toast.hide"; toast: Toast }
  | { type: "modal"; modal: Modal }
  | { type: "actionSheet"; sheet: ActionSheet };

/** A document that `wx.openDocument` opened, with the number of its pages, sheets or slides. */
export interface OpenedDocument extends DocumentFacts {
  /** Local path of the file. */
  path: string;
  type: DocumentType;
  /** Name that a title bar would show. */
  name: string;
  /** Whether a person could save and share it. */
  hasMenu: boolean;
}

/** What `wx.previewImage` or `wx.previewMedia` opened. */
export interface OpenedPreview extends ShownPreview {
  /** Whether it is still open: the app opened no other, and nobody closed it. */
  readonly isOpen: boolean;
  /** The person closes it. */
  close(): void;
}

/** What a presenter of this host works with. */
export interface PresenterParts {
  answers: AnswerQueue;
  clock: ClockPort;
  files: Pick<FilesPort, "stat" | "read">;
  /** Takes what would be seen over the pages, oldest first. */
  presented: Presented[];
  /** Takes the documents that were opened, oldest first. */
  openedDocuments: OpenedDocument[];
  /** Takes the previews that were opened, oldest first. */
  previews: OpenedPreview[];
}

/** Shows nothing: records what would be seen, and takes the answers of a script. */
export function createPresenter({
  answers,
  clock,
  files,
  presented,
  openedDocuments,
  previews,
}: PresenterParts): PresenterPort {
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
    async openDocument(document) {
      const facts = await inspectDocument(document.type, await openFile(files, document.path));
      openedDocuments.push({ ...document, ...facts });
    },
    async openPreview(preview, onClosed) {
      previews.at(-1)?.close();
      let isOpen = true;
      previews.push({
        ...preview,
        get isOpen() {
          return isOpen;
        },
        close() {
          if (!isOpen) return;
          isOpen = false;
          onClosed();
        },
      });
    },
  };
}
