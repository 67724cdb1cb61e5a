import type { Ports } from "../ports/index.ts";
import type { DomainLists } from "../protocol/index.ts";
import type { Elements } from "./elements.ts";
import type { Router } from "./router.ts";

/** Default time limits of the network APIs, milliseconds. */
export interface NetworkTimeout {
  request: number;
  connectSocket: number;
  uploadFile: number;
  downloadFile: number;
}

/** Limits of the platform that a device may raise. */
export interface Limits {
  /** Largest file that `wx.downloadFile` takes. */
  downloadBytes: number;
  /** Most bytes that saved files and user files may have together. */
  storedBytes: number;
  /** Most bytes that temporary files may have, with those that are downloaded. */
  temporaryBytes: number;
}

/** The limits that the platform documents. */
export const PLATFORM_LIMITS: Limits = {
  downloadBytes: 200 * 1024 * 1024,
  storedBytes: 200 * 1024 * 1024,
  temporaryBytes: 4 * 1024 * 1024 * 1024,
};

/** What APIs need to know of the app that calls them. */
export interface AppEnvironment {
  appId: string;
  networkTimeout: NetworkTimeout;
  /** The only servers that the app may reach; absent when it may reach any. */
  domains?: DomainLists;
  limits: Limits;
  /** What goes on while the app is in the background, as app.json names it; `audio` is the one that counts here. */
  requiredBackgroundModes?: readonly string[];
  /** How nested `formData` values of `wx.uploadFile` travel: as JSON text, or as WeChat clients may send them (`[object Object]`). */
  formDataEncoding: "json" | "wechat";
  /** Path of the current page without a leading slash, `""` when there is none. */
  currentPagePath(): string;
  /** Takes an exception that a callback of the app threw. */
  reportError(error: unknown): void;
  /** Calls back after the `setData` of the current synchronous work was applied. */
  afterRender(callback: () => void): void;
}

/** Everything that an API works with. */
export interface ApiContext {
  ports: Ports;
  app: AppEnvironment;
  /** Absent where no app runs, as in a bare device: routing is not supported there. */
  router?: Router;
  /** Absent where no app runs: there are no components to command. */
  elements?: Elements;
}
