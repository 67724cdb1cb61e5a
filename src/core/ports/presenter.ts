/** A toast or a loading. Both share one slot: the later replaces the earlier at once. */
export interface Toast {
  kind: "toast" | "loading";
  title: string;
  icon: "success" | "error" | "loading" | "none";
  /** Local path of a picture that replaces the icon. */
  image?: string;
  /** Goes by itself after so long; a loading stays. */
  durationMs?: number;
  /** Whether a transparent layer swallows touches. */
  hasMask: boolean;
}

/** A dialog with one or two buttons. */
export interface Modal {
  title: string;
  content: string;
  hasCancel: boolean;
  cancelText: string;
  cancelColor: string;
  confirmText: string;
  confirmColor: string;
  /** Shows an input whose initial text is `content`. */
  isEditable: boolean;
  placeholder: string;
}

/** The answer to a {@link Modal}. */
export interface ModalAnswer {
  isConfirmed: boolean;
  /** The typed text of an editable modal, else `null`. */
  content: string | null;
}

/** A list of choices that slides in from below. */
export interface ActionSheet {
  items: string[];
  itemColor: string;
  /** Caption above the items. */
  alertText?: string;
}

/** The formats of documents that a device shows. */
export type DocumentType = "pdf" | "docx" | "xlsx" | "pptx";

/** A document that gets a page of its own. */
export interface ShownDocument {
  /** Local path of the file. */
  path: string;
  /** What the file is taken for, whatever its name says. */
  type: DocumentType;
  /** Name in the title bar and of the copy that the person saves. */
  name: string;
  /** Whether the person may save and share it. */
  hasMenu: boolean;
}

/** What lies over the pages: toast, modal, action sheet, documents. */
export interface PresenterPort {
  /** Resolves when it is shown, not when it goes. */
  showToast(toast: Toast): Promise<void>;
  /** Hides what is in the slot; with `kind` only if it is of that kind. Resolves also when there is nothing to hide. */
  hideToast(kind?: Toast["kind"]): Promise<void>;
  /** Resolves with the answer. Several modals are stacked in call order. */
  showModal(modal: Modal): Promise<ModalAnswer>;
  /** Resolves with the index of the item from the top. Rejects with `cancelled`. */
  showActionSheet(sheet: ActionSheet): Promise<number>;
  /**
   * Opens a page with the document, and resolves when it is open. Rejects with `not-found`, and with `invalid-data` for a document that is
   * empty, damaged, or not of its type.
   */
  openDocument(document: ShownDocument): Promise<void>;
}
