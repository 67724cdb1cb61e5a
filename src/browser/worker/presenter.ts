import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { PresenterPort } from "../../core/ports/index.ts";

/** Lets the page show what lies over the pages of the app. */
export function createPresenter(page: Pick<Connection<PageCommands<Blob>>, "call">): PresenterPort {
  return {
    showToast: (toast) => page.call("presenter.showToast", toast),
    hideToast: (kind) => page.call("presenter.hideToast", kind),
    showModal: (modal) => page.call("presenter.showModal", modal),
    showActionSheet: (sheet) => page.call("presenter.showActionSheet", sheet),
    openDocument: (document) => page.call("presenter.openDocument", document),
    async openPreview(preview, onClosed) {
      await page.call("presenter.openPreview", preview);
      page.call("presenter.previewClosed").then(onClosed, () => {
        // The page is gone, and with it everything that the preview covered.
      });
    },
  };
}
