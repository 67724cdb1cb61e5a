import type { DomainLists } from "./domains.ts";

/** Window settings of a page: `window` of app.json, overridden by the page's json. Documented defaults are filled in. */
export interface PageWindow {
  navigationBarBackgroundColor: string;
  navigationBarTextStyle: "black" | "white";
  navigationBarTitleText: string;
  navigationStyle: "default" | "custom";
  backgroundColor: string;
  backgroundTextStyle: "dark" | "light";
  enablePullDownRefresh: boolean;
  /** CSS pixels. */
  onReachBottomDistance: number;
  disableScroll: boolean;
}

/** One tab of the tab bar. */
export interface TabBarItem {
  /** Page path without a leading slash. */
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

/** The tab bar. */
export interface TabBar {
  color: string;
  selectedColor: string;
  backgroundColor: string;
  borderStyle: "black" | "white";
  position: "bottom" | "top";
  list: TabBarItem[];
}

/** What the style of a component lets in and out. */
export type StyleIsolation =
  | "isolated"
  | "apply-shared"
  | "shared"
  | "page-isolated"
  | "page-apply-shared"
  | "page-shared";

/** One page or component. */
export interface BundleComponent {
  /** Tag to component path (without a leading slash), with those of app.json merged in. */
  usingComponents: Record<string, string>;
  /** `true` for a custom component, or a page whose json says so. */
  isComponent: boolean;
  styleIsolation?: StyleIsolation;
  /** Source of a RegExp. */
  pureDataPattern?: string;
  /** Class prefix of its style, `""` when it is not isolated. The same text is in its compiled style. */
  styleScope: string;
  hasTemplate: boolean;
  hasStyle: boolean;
}

/** An app compiled. The manifest is JSON; scripts, styles and assets are files beside it. */
export interface BundleManifest {
  appId: string;
  /** Page paths in the order of app.json, subpackages last. The first one, or `entryPagePath`, is the home page. */
  pages: string[];
  entryPagePath: string;
  /** By page path. Colours that differ by theme are already resolved into both. */
  windows: Record<string, { light: PageWindow; dark: PageWindow }>;
  tabBar?: { light: TabBar; dark: TabBar };
  isDarkMode: boolean;
  /** app.json `style: "v2"`. */
  isStyleV2: boolean;
  /** Milliseconds. */
  networkTimeout: { request: number; connectSocket: number; uploadFile: number; downloadFile: number };
  /** What goes on in the background, as app.json names it; absent for nothing. */
  requiredBackgroundModes?: string[];
  /** The only servers that the app may reach; absent when it may reach any. */
  domains?: DomainLists;
  /** Limits of the platform that this app raises. */
  limits?: { downloadBytes?: number; storedBytes?: number; temporaryBytes?: number };
  /** How nested `formData` values of `wx.uploadFile` travel; absent for JSON text. */
  formDataEncoding?: "json" | "wechat";
  /** Pages and components by path (without a leading slash). */
  components: Record<string, BundleComponent>;
  /** Whether there is an app.wxss, stored in styles as `app`. */
  hasAppStyle: boolean;
  /** Module ids, such as `app.js` and `pages/a/a.js`. */
  modules: string[];
}

/** Compiled styles by path (`app`, `pages/a/a`): plain CSS, made for the shadow root of a page. */
export type BundleStyles = Record<string, string>;

/**
 * A module of the app as a function. The parameters after `require, module, exports` are the platform's globals, then the names that
 * must be undefined in a module: {@link MODULE_PARAMETERS} in this order.
 */
export type ModuleFactory = (...parameters: unknown[]) => void;

/** What the bundle's script is given; it registers every module and all templates. */
export interface BundleRegistry {
  /** `id` is the path with its ending (`utils/x.js`); a `.ts` source has the id that ends in `.js`. */
  define(id: string, factory: ModuleFactory): void;
  /** Compiled templates by path without ending, as glass-easel's template compiler groups them. */
  templates(groups: Record<string, unknown>): void;
}

/** A compiled app as one value, which the compiler makes; its package files and styles lie elsewhere. */
export interface Bundle {
  manifest: BundleManifest;
  /** An ES module that does nothing but export a {@link BundleScript}. */
  script: string;
  /** Makes the source map of the script, as JSON. */
  sourceMap(): string;
}

/** The default export of the bundle's script, an ES module. */
export type BundleScript = (registry: BundleRegistry) => void;

/** The platform's globals in a module, in the order of the factory's parameters. */
export const MODULE_PARAMETERS = [
  "require",
  "module",
  "exports",
  "wx",
  "App",
  "Page",
  "Component",
  "Behavior",
  "getApp",
  "getCurrentPages",
] as const;

/** Names that old bundles mention bare: declared and undefined inside every module. */
export const UNDEFINED_IN_MODULES = [
  "window",
  "document",
  "self",
  "frames",
  "location",
  "navigator",
  "history",
  "screen",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "caches",
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "WebTransport",
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
  "MessageChannel",
  "importScripts",
  "postMessage",
  "alert",
  "confirm",
  "prompt",
  "Blob",
  "File",
  "FileReader",
  "FormData",
  "Headers",
  "Request",
  "Response",
  "URL",
  "URLSearchParams",
  "Image",
  "Audio",
  "HTMLElement",
  "requestAnimationFrame",
  "cancelAnimationFrame",
  "process",
  "global",
  "Buffer",
] as const;
