import type { ShownPreview } from "../../../core/ports/index.ts";
import { showActionSheet } from "../action-sheet.ts";
import { showDialog } from "../dialog.ts";
import { downloadUrl } from "../download.ts";
import { element } from "../element.ts";
import type { Overlay } from "../overlay.ts";
import type { AcquiredResource } from "../resources.ts";
import { textsOf } from "../texts.ts";
import { previewStyle } from "./preview-style.ts";
import { previewTextsOf, type PreviewTexts } from "./preview-texts.ts";
import { PreviewViewer, type ViewerItem } from "./preview-viewer.ts";

/** What {@link openPreviewPage} works with. */
export interface PreviewPageOptions {
  /** The preview lies in here, over everything else. */
  container: HTMLElement;
  /** Its menu lies in here. */
  overlay: Overlay;
  shown: ShownPreview;
  acquire: (source: string) => AcquiredResource;
  language: string;
}

/** A preview that was opened. */
export interface OpenPreview {
  /** Resolves when it is open no longer. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Opens a viewer over the app, and resolves when it is there; the person closes it. */
export async function openPreviewPage(options: PreviewPageOptions): Promise<OpenPreview> {
  const { container, overlay, shown, acquire, language } = options;
  const texts = previewTextsOf(language);
  const resources = new Resources(acquire);
  const items = await Promise.all(shown.items.map((item) => locate(item, resources)));
  await overlay.ready;

  // The viewer listens on the window, from where it could not see into a shadow root.
  const root = element("div", "preview-root", element("style", "", previewStyle));
  container.append(root);
  let close = (): void => {};
  const closed = showDialog<"closed">(
    { root, ready: overlay.ready },
    {
      label: texts.title,
      dismissal: "closed",
      fill(_dialog, answer) {
        close = () => answer("closed");
      },
    },
  ).then(() => {
    viewer.close();
    root.remove();
    resources.release();
  });
  const viewer = new PreviewViewer({
    items,
    index: shown.index,
    referrerPolicy: shown.sendsOrigin ? "origin" : "no-referrer",
    texts,
    onClose: () => close(),
    ...(shown.hasMenu ? { onMenu: (item) => openMenu(item, overlay, texts, language) } : {}),
  });
  // The dialog is there after the style was found to be.
  await overlay.ready;
  viewer.open(root.querySelector("dialog") ?? root);
  return { closed, close: () => close() };
}

/** Lets the person save what is shown. */
function openMenu({ kind, url, name }: ViewerItem, overlay: Overlay, texts: PreviewTexts, language: string): void {
  const sheet = { items: [kind === "image" ? texts.saveImage : texts.saveVideo], itemColor: "#000000" };
  showActionSheet(overlay, sheet, textsOf(language).cancel)
    .then(() => downloadUrl(url, name))
    .catch(() => {
      // The person changed their mind; there is nothing to tell.
    });
}

async function locate(
  { kind, source, poster }: ShownPreview["items"][number],
  resources: Resources,
): Promise<ViewerItem> {
  const name = /([^/?#]*)(?:[?#].*)?$/.exec(source)?.[1] ?? "";
  const url = await resources.urlOf(source);
  return { kind, url, name, poster: poster === undefined ? "" : await resources.urlOf(poster) };
}

/** The URLs of what is shown, for as long as it is. */
class Resources {
  readonly #acquire: PreviewPageOptions["acquire"];
  readonly #acquired: AcquiredResource[] = [];

  constructor(acquire: PreviewPageOptions["acquire"]) {
    this.#acquire = acquire;
  }

  /** Resolves with a URL; what leads nowhere gets one of nothing. */
  async urlOf(source: string): Promise<string> {
    const resource = this.#acquire(source);
    this.#acquired.push(resource);
    return resource.url.catch(() => "data:,");
  }

  release(): void {
    for (const resource of this.#acquired) resource.release();
  }
}
