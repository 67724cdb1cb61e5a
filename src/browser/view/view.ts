import {
  type PatchError,
  type BundleStyles,
  type PageOpening,
  type PageStack,
  type PageWindow,
  type Patch,
  type RouteKind,
  type TabBar,
  type ViewCommands,
} from "../../core/protocol/index.ts";
import type { SourceResolver } from "./source-resolver.ts";
import { PageView, type LogicSender } from "./page-view.ts";
import { tabBarStyle, TabBarView } from "./tab-bar.ts";

/** What the view of an app is made of. */
export interface ViewOptions {
  /** An empty element that the view fills. */
  container: HTMLElement;
  styles: BundleStyles;
  /** Style of the built-in components. */
  builtInStyle: string;
  theme: "light" | "dark";
  logic: LogicSender;
  /** Resolves the sources that a page shows; relative paths start at the page. */
  resolverOf: (pagePath: string) => SourceResolver;
  /** The app broke the protocol, and must end. */
  ended: (error: PatchError) => void;
  /** Resolves with whether the app has a permission, and asks the person where nobody did. */
  askPermission(scope: string): Promise<boolean>;
  /** Another page is on top. */
  routed(path: string, query: string): void;
  /** Shows an error of the app. */
  failed(message: string): void;
}

/** Duration of a page transition, milliseconds. */
const TRANSITION_MS = 250;

const THEME_QUERY = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi;

const viewStyle = `
.view { position: absolute; inset: 0; display: flex; flex-direction: column; overflow: hidden; contain: strict; }
.pages { flex: 1; min-height: 0; position: relative; overflow: hidden; }
${tabBarStyle}
`;

/** Draws the pages of one app in the DOM and sends events back. */
export class View implements ViewCommands {
  readonly #options: ViewOptions;
  readonly #pages = new Map<number, PageView>();
  /** Pages that were closed and wait for the transition that takes them away. */
  readonly #leaving = new Set<PageView>();
  readonly #sheets = new Map<string, CSSStyleSheet>();
  readonly #builtInSheet = new CSSStyleSheet();
  readonly #viewSheet = new CSSStyleSheet();
  readonly #frame: HTMLElement;
  readonly #pageArea: HTMLElement;
  readonly #tabBar: TabBarView;
  #theme: "light" | "dark";
  #top: PageView | undefined;

  constructor(options: ViewOptions) {
    this.#options = options;
    this.#theme = options.theme;
    const { ownerDocument: document } = options.container;
    this.#builtInSheet.replaceSync(options.builtInStyle);
    this.#viewSheet.replaceSync(viewStyle);
    document.adoptedStyleSheets.push(this.#viewSheet);
    this.#frame = document.createElement("div");
    this.#frame.className = "view";
    this.#pageArea = document.createElement("div");
    this.#pageArea.className = "pages";
    this.#tabBar = new TabBarView(document, options.resolverOf(""), (index) =>
      options.logic.send("navigation.tab", index),
    );
    this.#frame.append(this.#pageArea, this.#tabBar.element);
    options.container.append(this.#frame);
  }

  /** Size of the area that the top page draws in, CSS pixels. */
  get area(): { width: number; height: number } {
    return this.#top?.area ?? { width: this.#pageArea.clientWidth, height: this.#pageArea.clientHeight };
  }

  setTheme(theme: "light" | "dark"): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    for (const [key, sheet] of this.#sheets) sheet.replaceSync(this.#css(key));
    for (const page of this.#pages.values()) page.setTheme(theme);
  }

  /** Takes everything away. */
  close(): void {
    for (const page of [...this.#pages.values(), ...this.#leaving]) page.close();
    this.#pages.clear();
    this.#leaving.clear();
    this.#tabBar.close();
    this.#frame.remove();
    const { ownerDocument: document } = this.#options.container;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#viewSheet);
  }

  "page.open"(opening: PageOpening): void {
    const { container, ended, logic, resolverOf } = this.#options;
    const page = new PageView(opening, {
      document: container.ownerDocument,
      logic,
      resolver: resolverOf(opening.path),
      sheets: [this.#builtInSheet, ...opening.styles.map((key) => this.#sheet(key))],
      goBack: () => logic.send("navigation.back"),
      askPermission: (scope) => this.#options.askPermission(scope),
      ended,
    });
    page.setTheme(this.#theme);
    this.#pages.set(opening.page, page);
    this.#pageArea.append(page.element);
  }

  "page.patch"(number: number, patch: Patch): void {
    this.#pages.get(number)?.apply(patch);
  }

  "page.close"(number: number): void {
    const page = this.#pages.get(number);
    if (page === undefined) return;
    this.#pages.delete(number);
    if (page === this.#top) this.#leaving.add(page);
    else page.close();
  }

  async "stack.show"({ kind, pages, tabIndex }: PageStack): Promise<void> {
    const previous = this.#top;
    const next = this.#pages.get(pages.at(-1) ?? 0);
    this.#top = next;
    if (tabIndex >= 0) this.#tabBar.select(tabIndex);
    else this.#tabBar.select(-1);
    this.#frame.style.flexDirection = this.#tabBar.position === "top" ? "column-reverse" : "column";
    if (next !== undefined) {
      next.setBackVisible(pages.length > 1);
      next.element.hidden = false;
      this.#options.routed(next.path, next.query);
    }
    void this.#move(kind, previous, next);
    await next?.settled();
  }

  async "page.render"(number: number): Promise<void> {
    await this.#pages.get(number)?.settled();
  }

  async "element.invoke"(number: number, node: number, method: string, values: readonly unknown[]): Promise<unknown> {
    return await this.#pages.get(number)?.invoke(node, method, values);
  }

  "permission.refused"(scope: string): void {
    for (const page of this.#pages.values()) page.refuse(scope);
  }

  "page.window"(number: number, change: Partial<PageWindow>): void {
    this.#pages.get(number)?.update(change);
  }

  "app.tabBar"(tabBar: TabBar): void {
    this.#tabBar.update(tabBar);
  }

  "app.error"(message: string): void {
    this.#options.failed(message);
  }

  /** Slides the pages, then hides or takes away what is not on top. */
  async #move(kind: RouteKind, previous: PageView | undefined, next: PageView | undefined): Promise<void> {
    const isStill =
      this.#options.container.ownerDocument.defaultView?.matchMedia("(prefers-reduced-motion: reduce)").matches ?? true;
    if (previous !== undefined && previous !== next && !isStill) {
      if (kind === "navigateTo" && next !== undefined) await slide(next.element, "in");
      if (kind === "navigateBack") await slide(previous.element, "out");
    }
    for (const page of this.#leaving) page.close();
    this.#leaving.clear();
    for (const page of this.#pages.values()) page.element.hidden = page !== this.#top;
  }

  #sheet(key: string): CSSStyleSheet {
    let sheet = this.#sheets.get(key);
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(this.#css(key));
      this.#sheets.set(key, sheet);
    }
    return sheet;
  }

  /** The style with its questions for the theme answered: the theme is the device's, which need not be the browser's. */
  #css(key: string): string {
    return (this.#options.styles[key] ?? "").replace(THEME_QUERY, (_query, theme: string) =>
      theme.toLowerCase() === this.#theme ? "(min-width: 0)" : "(max-width: 0)",
    );
  }
}

async function slide(element: HTMLElement, direction: "in" | "out"): Promise<void> {
  element.style.zIndex = "1";
  const frames = [{ transform: "translateX(100%)" }, { transform: "none" }];
  const animation = element.animate(direction === "in" ? frames : frames.toReversed(), {
    duration: TRANSITION_MS,
    easing: "cubic-bezier(.25,.1,.25,1)",
  });
  try {
    await animation.finished;
  } catch {
    // The page was closed during its transition.
  }
  element.style.zIndex = "";
}
