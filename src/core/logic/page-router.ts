import { WxError, type Router } from "../api/index.ts";
import type { PageStack, RouteKind } from "../protocol/index.ts";
import { EventChannel } from "./event-channel.ts";
import type { PageInstance } from "./page-instance.ts";

/** At most so many pages in the stack. */
export const MAX_PAGES = 10;

/** What the router needs of the app. */
export interface RouterHost {
  /** Page paths of the app. */
  pages: readonly string[];
  /** Paths of the tab pages, in the order of the tab bar. */
  tabs: readonly string[];
  /** Makes a page that the view knows, not loaded yet. */
  createPage(path: string, query: string, openerChannel: EventChannel): PageInstance;
  closePage(page: PageInstance): void;
  /** Shows the top of the stack. Resolves when it was drawn for the first time. */
  showStack(stack: PageStack): Promise<void>;
  /** The app knows no such page. */
  pageNotFound(path: string, query: string, isEntryPage: boolean): void;
  reportError(error: unknown): void;
  setWindow(page: PageInstance, change: Partial<PageInstance["window"]>): void;
}

interface Target {
  path: string;
  query: string;
}

/** The page stack and the routes that change it; one route at a time, in call order. */
export class PageRouter implements Router {
  readonly #host: RouterHost;
  #stack: PageInstance[] = [];
  /** Tab pages that were opened; they live on outside the stack. */
  readonly #openTabs = new Map<string, PageInstance>();
  #queue: Promise<unknown> = Promise.resolve();
  #coverCount = 0;

  constructor(host: RouterHost) {
    this.#host = host;
  }

  /** Pages from bottom to top. */
  get stack(): readonly PageInstance[] {
    return this.#stack;
  }

  get current(): PageInstance | undefined {
    return this.#stack.at(-1);
  }

  /** The stack from top to bottom, then the hidden tab pages. */
  get openPages(): readonly PageInstance[] {
    const hidden = [...this.#openTabs.values()].filter((page) => !this.#stack.includes(page));
    return [...this.#stack.toReversed(), ...hidden];
  }

  /** Whether something of the device covers the pages. */
  get isCovered(): boolean {
    return this.#coverCount > 0;
  }

  /** The open page of this number, in the stack or a hidden tab. */
  find(number: number): PageInstance | undefined {
    return this.openPages.find((page) => page.number === number);
  }

  /** Opens the first page. */
  launch(path: string, query: string): Promise<void> {
    return this.#enqueue(() => {
      if (!this.#host.pages.includes(path)) {
        this.#host.pageNotFound(path, query, true);
        throw new WxError(`page "${path}" is not found`);
      }
      return { value: undefined, run: () => this.#open("appLaunch", { path, query }, []) };
    });
  }

  navigateTo(
    url: string,
    events: Record<string, (...values: unknown[]) => void> = {},
  ): Promise<{ eventChannel: unknown }> {
    return this.#enqueue(() => {
      const target = this.#find(url);
      if (this.#isTab(target.path)) throw new WxError("can not navigateTo a tabbar page");
      if (this.#stack.length >= MAX_PAGES) throw new WxError("webview count limit exceed");
      const eventChannel = new EventChannel((error) => this.#host.reportError(error));
      for (const [name, listener] of Object.entries(events)) eventChannel.on(name, listener);
      const run = (): void => {
        this.current?.hide();
        this.#open("navigateTo", target, this.#stack, eventChannel);
      };
      return { value: { eventChannel }, run };
    });
  }

  redirectTo(url: string): Promise<void> {
    return this.#enqueue(() => {
      const target = this.#find(url);
      if (this.#isTab(target.path)) throw new WxError("can not redirectTo a tabbar page");
      const run = (): void => {
        const top = this.current;
        if (top !== undefined) this.#close(top);
        this.#open("redirectTo", target, this.#stack.slice(0, -1));
      };
      return { value: undefined, run };
    });
  }

  navigateBack(delta: number): Promise<void> {
    return this.#enqueue(() => {
      if (this.#stack.length <= 1) throw new WxError("cannot navigate back at first page");
      const run = (): void => {
        const left = this.#stack.slice(0, Math.max(1, this.#stack.length - Math.max(1, Math.trunc(delta))));
        for (const page of this.#stack.slice(left.length).toReversed()) this.#close(page);
        this.#reveal("navigateBack", left);
      };
      return { value: undefined, run };
    });
  }

  switchTab(url: string): Promise<void> {
    return this.#enqueue(() => {
      const target = this.#find(url);
      if (!this.#isTab(target.path)) throw new WxError("can not switch to no-tabBar page");
      const run = (): void => {
        const top = this.current;
        if (top?.path === target.path) return;
        for (const page of this.#stack.toReversed()) {
          if (!this.#isTab(page.path)) this.#close(page);
          else page.hide();
        }
        const known = this.#openTabs.get(target.path);
        if (known === undefined) this.#open("switchTab", { path: target.path, query: "" }, []);
        else this.#reveal("switchTab", [known]);
      };
      return { value: undefined, run };
    });
  }

  reLaunch(url: string): Promise<void> {
    return this.#enqueue(() => {
      const target = this.#find(url);
      const run = (): void => {
        for (const page of this.openPages) this.#close(page);
        this.#open("reLaunch", target, []);
      };
      return { value: undefined, run };
    });
  }

  cover(): () => void {
    const covered = this.current;
    covered?.hide();
    this.#coverCount += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#coverCount -= 1;
      // The app may have opened another page meanwhile.
      if (!this.isCovered && this.current === covered) covered?.show();
    };
  }

  async setNavigationBarTitle(title: string): Promise<void> {
    if (this.current !== undefined) this.#host.setWindow(this.current, { navigationBarTitleText: title });
  }

  async setNavigationBarColor(frontColor: string, backgroundColor: string): Promise<void> {
    if (this.current === undefined) return;
    this.#host.setWindow(this.current, {
      navigationBarTextStyle: frontColor === "#000000" ? "black" : "white",
      navigationBarBackgroundColor: backgroundColor,
    });
  }

  /** Closes every page, without a route. */
  closeAll(): void {
    for (const page of this.openPages) this.#close(page);
    this.#stack = [];
  }

  /** Answers when the route was accepted; the next route waits until this one has run. */
  #enqueue<T>(accept: () => { value: T; run: () => void }): Promise<T> {
    const accepted = this.#queue.then(accept);
    this.#queue = accepted.then(({ run }) => {
      try {
        run();
      } catch (error) {
        this.#host.reportError(error);
      }
    }, ignore);
    return accepted.then(({ value }) => value);
  }

  #find(url: string): Target {
    const [path = "", query = ""] = splitOnce(url, "?");
    const folder = (this.current?.path ?? "").split("/").slice(0, -1);
    const parts = path.startsWith("/") ? [] : folder;
    for (const part of path.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    const found = parts.join("/").replace(/\.html$/, "");
    if (!this.#host.pages.includes(found)) {
      this.#host.pageNotFound(found, query, false);
      throw new WxError(`page "${found}" is not found`);
    }
    return { path: found, query };
  }

  #isTab(path: string): boolean {
    return this.#host.tabs.includes(path);
  }

  /** Makes, loads and shows a page on top of `below`. */
  #open(kind: RouteKind, target: Target, below: readonly PageInstance[], channel?: EventChannel): void {
    const openerChannel = channel ?? new EventChannel((error) => this.#host.reportError(error));
    const page = this.#host.createPage(target.path, target.query, openerChannel);
    if (this.#isTab(target.path)) this.#openTabs.set(target.path, page);
    this.#stack = [...below, page];
    page.load();
    page.show();
    page.flush();
    void this.#show(kind).then(() => {
      // The first render may have been overtaken by a route that closed the page.
      if (this.openPages.includes(page)) page.call("onReady");
    });
  }

  #reveal(kind: RouteKind, stack: PageInstance[]): void {
    this.#stack = stack;
    this.current?.show();
    void this.#show(kind);
  }

  #close(page: PageInstance): void {
    this.#openTabs.delete(page.path);
    page.unload();
    this.#host.closePage(page);
  }

  #show(kind: RouteKind): Promise<void> {
    const top = this.current;
    return this.#host.showStack({
      kind,
      pages: this.#stack.map((page) => page.number),
      tabIndex: top === undefined ? -1 : this.#host.tabs.indexOf(top.path),
    });
  }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function ignore(): void {
  // The caller of the refused route has the error.
}
