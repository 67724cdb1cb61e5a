import { PLATFORM_LIMITS, type AppEnvironment, type Limits } from "../core/api/index.ts";

/** An app that does nothing but keep what it was told. */
export interface MemoryApp extends AppEnvironment {
  /** The exceptions of callbacks. */
  readonly errors: readonly unknown[];
  /** The path that `currentPagePath` answers. */
  pagePath: string;
}

/** What may differ between apps. */
export type MemoryAppSettings = Partial<
  Pick<AppEnvironment, "appId" | "domains" | "formDataEncoding" | "networkTimeout"> & { limits: Partial<Limits> }
>;

/** Makes an app with no page and time limits of a minute. */
export function createMemoryApp(settings: MemoryAppSettings = {}): MemoryApp {
  const errors: unknown[] = [];
  const app: MemoryApp = {
    appId: "wx0123456789abcdef",
    networkTimeout: { request: 60_000, connectSocket: 60_000, uploadFile: 60_000, downloadFile: 60_000 },
    formDataEncoding: "json",
    ...settings,
    limits: { ...PLATFORM_LIMITS, ...settings.limits },
    errors,
    pagePath: "",
    currentPagePath: () => app.pagePath,
    reportError: (error) => void errors.push(error),
    afterRender: (callback) => queueMicrotask(callback),
  };
  return app;
}
