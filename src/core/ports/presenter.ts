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

/** What lies over the pages: toast, modal, action sheet. */
export interface PresenterPort {
  /** Resolves when it is shown, not when it goes. */
  showToast(toast: Toast): Promise<void>;
  /** Hides what is in the slot; with `kind` only if it is of that kind. Resolves also when there is nothing to hide. */
  hideToast(kind?: Toast["kind"]): Promise<void>;
  /** Resolves with the answer. Several modals are stacked in call order. */
  showModal(modal: Modal): Promise<ModalAnswer>;
  /** Resolves with the index of the item from the top. Rejects with `cancelled`. */
  showActionSheet(sheet: ActionSheet): Promise<number>;
}
