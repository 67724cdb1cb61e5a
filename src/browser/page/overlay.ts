import { HostError } from "../../core/ports/index.ts";

/** The place over the pages of an app; its styles and the app's do not meet. */
export interface Overlay {
  /** What lies over the pages goes in here. */
  readonly root: HTMLElement;
  /** Resolves when what is in the root looks as it should. */
  readonly ready: Promise<void>;
  setTheme(theme: "light" | "dark"): void;
  /** Takes everything away. */
  close(): void;
}

/** Puts an overlay into `container`. Its theme is the browser's until one is set. */
export function createOverlay(container: HTMLElement): Overlay {
  const { ownerDocument: document } = container;
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const root = document.createElement("div");
  root.className = "wx-root";
  shadow.append(root);
  container.append(host);
  let ready: Promise<void> | undefined;

  // The style is as large as the rest of the page's code, and many apps show their first page without it.
  const dress = async (): Promise<void> => {
    const { weuiStyle } = await import("./weui-style.ts").catch((cause: unknown) => {
      throw new HostError("network", "The style of dialogs could not be loaded", { cause });
    });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(weuiStyle);
    shadow.adoptedStyleSheets.push(sheet);
  };

  return {
    root,
    get ready() {
      return (ready ??= dress());
    },
    setTheme(theme) {
      root.dataset["weuiTheme"] = theme;
    },
    close: () => host.remove(),
  };
}
