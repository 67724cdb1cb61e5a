import { inspectDocument, openFile } from "../core/document/index.ts";
import type {
  ActionSheet,
  ClockPort,
  FilesPort,
  Modal,
  ModalAnswer,
  PresenterPort,
  ShownDocument,
  ShownPreview,
  Toast,
} from "../core/ports/index.ts";
import { createQuestions, type Questions } from "./questions.ts";

/** A preview; the test is the person who closes it. */
export interface MemoryPreview extends ShownPreview {
  isOpen: boolean;
  close(): void;
}

/** What lies over the pages, in memory; the test is the person. */
export interface MemoryPresenter extends PresenterPort {
  /** What is in the slot of toast and loading. */
  readonly toast: Toast | undefined;
  readonly modals: Pick<Questions<Modal, ModalAnswer>, "next">;
  /** The documents that were opened, oldest first. */
  readonly openedDocuments: readonly ShownDocument[];
  /** The previews that were opened, oldest first. */
  readonly previews: readonly MemoryPreview[];
  readonly actionSheets: Pick<Questions<ActionSheet, number>, "next">;
}

/** Makes a presenter that shows nothing; documents are read from `files`. */
export function createMemoryPresenter(clock: ClockPort, files: Pick<FilesPort, "stat" | "read">): MemoryPresenter {
  const modals = createQuestions<Modal, ModalAnswer>();
  const actionSheets = createQuestions<ActionSheet, number>();
  const openedDocuments: ShownDocument[] = [];
  const previews: MemoryPreview[] = [];
  let toast: Toast | undefined;
  let stopTimer = (): void => {};
  const show = (next: Toast | undefined): void => {
    stopTimer();
    toast = next;
    if (next?.durationMs !== undefined) stopTimer = clock.schedule(next.durationMs, () => show(undefined));
  };
  return {
    get toast() {
      return toast;
    },
    modals,
    actionSheets,
    openedDocuments,
    previews,
    showToast: async (next) => show(next),
    async hideToast(kind) {
      if (kind === undefined || kind === toast?.kind) show(undefined);
    },
    showModal: (modal) => modals.ask(modal),
    showActionSheet: (sheet) => actionSheets.ask(sheet),
    async openDocument(document) {
      await inspectDocument(document.type, await openFile(files, document.path));
      openedDocuments.push(document);
    },
    async openPreview(preview, onClosed) {
      previews.at(-1)?.close();
      previews.push({
        ...preview,
        isOpen: true,
        close() {
          if (this.isOpen) onClosed();
          this.isOpen = false;
        },
      });
    },
  };
}
