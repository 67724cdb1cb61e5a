import type { PageWindow, TabBar } from "./bundle.ts";
import type { Patch } from "./patch.ts";

/** How a page came to be shown; the view picks its transition by it. */
export type RouteKind = "appLaunch" | "navigateTo" | "redirectTo" | "navigateBack" | "reLaunch" | "switchTab";

/** What a page needs before its first patch. */
export interface PageOpening {
  page: number;
  path: string;
  /** As in the URL, undecoded. */
  query: string;
  window: PageWindow;
  /** Styles in cascade order, as keys of the bundle's styles. */
  styles: string[];
}

/** The stack after a route. */
export interface PageStack {
  kind: RouteKind;
  /** Pages from bottom to top; pages that are open but not in it are hidden tab pages. */
  pages: number[];
  /** Index of the tab that the top page is, or `-1`. */
  tabIndex: number;
}

/** What logic tells the view. Each is one message; messages arrive in order. */
export interface ViewCommands {
  /** Makes an empty, hidden page. */
  "page.open"(opening: PageOpening): void;
  "page.patch"(page: number, patch: Patch): void;
  "page.close"(page: number): void;
  /** Shows the top of the stack. Resolves when it is in the tree; the transition may still run. */
  "stack.show"(stack: PageStack): Promise<void>;
  /** Resolves after everything sent before was drawn. */
  "page.render"(page: number): Promise<void>;
  /** Changes settings of a page's window (title, colours). */
  "page.window"(page: number, change: Partial<PageWindow>): void;
  /**
   * Has a built-in component do something that it declares (`BuiltIn.methods`), after everything sent before. Rejects with what it says
   * against it.
   */
  "element.invoke"(page: number, node: number, method: string, values: readonly unknown[]): Promise<unknown>;
  /** The person took a permission back: components that use what it is for stop. */
  "permission.refused"(scope: string): void;
  "app.tabBar"(tabBar: TabBar): void;
  /** An error that the person should see, with its stack where there is one. */
  "app.error"(message: string): void;
}

/** A point of a touch in CSS pixels, as the platform gives it. */
export interface TouchPoint {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
}

/** Position of a node on its page, CSS pixels. */
export interface NodeOffset {
  node: number;
  offsetLeft: number;
  offsetTop: number;
}

/** An event on a node of a page. */
export interface ViewEvent {
  page: number;
  node: number;
  type: string;
  detail: unknown;
  /** Milliseconds since the page was opened. */
  timeStamp: number;
  isBubbling: boolean;
  touches?: TouchPoint[];
  changedTouches?: TouchPoint[];
  /** Of the node and, if it bubbles, of all on its way up: each may be the target or current target that a handler sees. */
  offsets: NodeOffset[];
}

/** What the view tells logic. */
export interface LogicCommands {
  "page.event"(event: ViewEvent): void;
  /** The person changed an attribute that is bound with `model:`. */
  "page.model"(page: number, node: number, name: string, value: unknown): void;
  /** A built-in component needs a permission of the person; resolves with whether the app has it. */
  "permission.ask"(scope: string): Promise<boolean>;
  /** The person pressed back. */
  "navigation.back"(): void;
  /** The person pressed a tab. */
  "navigation.tab"(index: number): void;
  /** The page scrolled, CSS pixels. */
  "page.scroll"(page: number, scrollTop: number): void;
  /** The end of the page came within `onReachBottomDistance`. */
  "page.reachBottom"(page: number): void;
}
