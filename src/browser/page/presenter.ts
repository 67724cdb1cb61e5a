import type { PresenterPort } from "../../core/ports/index.ts";
import { showActionSheet } from "./action-sheet.ts";
import { showModal } from "./modal.ts";
import { createOverlay, type Overlay } from "./overlay.ts";
import type { AcquiredResource } from "./resources.ts";
import { textsOf } from "./texts.ts";
import { createToastSlot } from "./toast-slot.ts";

/** {@link PresenterPort} in the page. */
export interface Presenter extends PresenterPort {
  /** Where it draws. */
  readonly overlay: Overlay;
  /** Sets the theme, which is the browser's until then. */
  setTheme(theme: "light" | "dark"): void;
  /** Takes away everything that is shown. */
  close(): void;
}

/** Shows toasts, modals and action sheets over what is in `container`; pictures of toasts come from `acquire`. */
export function createPresenter(
  container: HTMLElement,
  acquire: (source: string) => AcquiredResource,
  language: string = navigator.language,
): Presenter {
  const overlay = createOverlay(container);
  const toasts = createToastSlot(overlay, acquire);
  return {
    overlay,
    async showToast(toast) {
      await overlay.ready;
      toasts.show(toast);
    },
    async hideToast(kind) {
      await overlay.ready;
      toasts.hide(kind);
    },
    showModal: (modal) => showModal(overlay, modal),
    showActionSheet: (sheet) => showActionSheet(overlay, sheet, textsOf(language).cancel),
    setTheme: (theme) => overlay.setTheme(theme),
    close() {
      toasts.hide();
      overlay.close();
    },
  };
}
