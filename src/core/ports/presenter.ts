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

/** A picture or video that a person looks at. */
export interface PreviewItem {
  kind: "image" | "video";
  /** An `http:`, `https:` or `data:` URL, or the path of a local file; what leads nowhere is shown as such. */
  source: string;
  /** Picture of a video that does not play yet; as `source`. */
  poster?: string;
}

/** Pictures and videos that are shown in full size, one at a time. */
export interface ShownPreview {
  /** At least one. */
  items: PreviewItem[];
  /** The item to begin with. */
  index: number;
  /** Whether a long press offers to save it. */
  hasMenu: boolean;
  /** Whether servers are told where requests come from. */
  sendsOrigin: boolean;
}

/** What lies over the pages: toast, modal, action sheet, documents, previews. */
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
  /**
   * Opens a viewer, and resolves when it is open; it takes the place of another one. `onClosed` is called once, when it is open no longer,
   * and never before the promise has resolved.
   */
  openPreview(preview: ShownPreview, onClosed: () => void): Promise<void>;
}
