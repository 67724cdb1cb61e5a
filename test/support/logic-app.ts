import { onTestFinished } from "vitest";
import { TmplGroup } from "glass-easel-template-compiler";
import { findNode, HeadlessView, type PlainNode } from "../../src/core/headless/index.ts";
import { createLogic, type Logic } from "../../src/core/logic/index.ts";
import { createState, type Ports, type SystemInfo } from "../../src/core/ports/index.ts";
import {
  MODULE_PARAMETERS,
  UNDEFINED_IN_MODULES,
  type BundleComponent,
  type BundleManifest,
  type PageWindow,
  type TabBar,
} from "../../src/core/protocol/index.ts";

/** What a module of a test app gets. */
export interface ModuleScope {
  wx: Record<string, (options?: unknown) => unknown>;
  App: (options: object) => void;
  Page: (options: object) => void;
  Component: (options: object) => void;
  Behavior: (options: object) => unknown;
  getApp: () => Record<string, unknown>;
  getCurrentPages: () => { route: string; data: Record<string, unknown> }[];
}

/** A file of a page or component, or `app`. */
export interface TestFile {
  wxml?: string;
  js?: (scope: ModuleScope) => void;
  /** Tag to path. */
  using?: Record<string, string>;
  isComponent?: boolean;
}

/** An app that runs on a headless view, without the compiler. */
export interface TestApp {
  logic: Logic;
  view: HeadlessView;
  /** Starts the app and resolves when its first page is shown. */
  launch(path?: string, query?: string): Promise<void>;
  /** Resolves after everything that was started by now has reached the view. */
  settled(): Promise<void>;
  setTheme(theme: "light" | "dark"): void;
  /** Goes to the foreground or the background. */
  setForeground(isForeground: boolean): void;
}

const window: PageWindow = {
  navigationBarBackgroundColor: "#ffffff",
  navigationBarTextStyle: "black",
  navigationBarTitleText: "",
  navigationStyle: "default",
  backgroundColor: "#ffffff",
  backgroundTextStyle: "dark",
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
  disableScroll: false,
};

const systemInfo: SystemInfo = {
  brand: "test",
  model: "test",
  platform: "devtools",
  system: "test 1",
  language: "zh_CN",
  theme: "light",
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 724,
  statusBarHeight: 0,
  fontSizeSetting: 16,
  safeArea: { left: 0, right: 375, top: 0, bottom: 812, width: 375, height: 812 },
};

/** Makes an app of these files; those that are no components and not `app` are its pages, the first one is its home. */
export function createTestApp(
  files: Record<string, TestFile>,
  options: { tabs?: string[]; ports?: Partial<Ports>; settings?: Partial<BundleManifest> } = {},
): TestApp {
  const pages = Object.keys(files).filter((path) => path !== "app" && files[path]?.isComponent !== true);
  const group = new TmplGroup();
  const components: Record<string, BundleComponent> = {};
  for (const [path, file] of Object.entries(files)) {
    if (path === "app") continue;
    group.addTmpl(path, file.wxml ?? "");
    components[path] = {
      usingComponents: file.using ?? {},
      isComponent: file.isComponent ?? false,
      styleScope: file.isComponent ? path.replaceAll("/", "-") : "",
      hasTemplate: true,
      hasStyle: false,
    };
  }
  const tabBar: TabBar | undefined = options.tabs && {
    color: "#000000",
    selectedColor: "#07c160",
    backgroundColor: "#ffffff",
    borderStyle: "black",
    position: "bottom",
    list: options.tabs.map((pagePath) => ({ pagePath, text: pagePath })),
  };
  const manifest: BundleManifest = {
    appId: "test",
    pages,
    entryPagePath: pages[0] ?? "",
    windows: Object.fromEntries(
      pages.map((path) => [path, { light: window, dark: { ...window, backgroundColor: "#111111" } }]),
    ),
    ...(tabBar === undefined ? {} : { tabBar: { light: tabBar, dark: tabBar } }),
    isDarkMode: true,
    isStyleV2: true,
    networkTimeout: { request: 60000, connectSocket: 60000, uploadFile: 60000, downloadFile: 60000 },
    components,
    hasAppStyle: false,
    modules: Object.keys(files).map((path) => `${path}.js`),
    ...options.settings,
  };
  const view = new HeadlessView();
  let changed: (info: SystemInfo) => void = () => {};
  const system: Ports["system"] = {
    infoSync: () => systemInfo,
    onChange: (listener) => {
      changed = listener;
      return () => {};
    },
  };
  const foreground = createState(true);
  const logic = createLogic({
    manifest,
    // These tests reach these ports only; any other fails loudly.
    ports: { ...options.ports, system, foreground } as Ports,
    script: (registry) => {
      // The compiled templates are an expression, as in a bundle.
      // oxlint-disable-next-line typescript/no-implied-eval
      registry.templates(new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, unknown>);
      for (const [path, file] of Object.entries(files)) {
        registry.define(`${path}.js`, (...parameters) => {
          const names = [...MODULE_PARAMETERS, ...UNDEFINED_IN_MODULES];
          file.js?.(
            Object.fromEntries(names.map((name, index) => [name, parameters[index]])) as unknown as ModuleScope,
          );
        });
      }
    },
    view: {
      send: (name, ...values) => {
        (view[name] as (...values: unknown[]) => unknown).apply(view, values);
      },
      call: async (name, ...values) =>
        (await (view[name] as (...values: unknown[]) => unknown).apply(view, values)) as never,
    },
  });
  onTestFinished(() => logic.close());
  return {
    logic,
    view,
    launch: async (path, query) => {
      await logic.launch({ path, query });
      await settled();
    },
    settled,
    setTheme: (theme) => changed({ ...systemInfo, theme }),
    setForeground: (isForeground) => foreground.change(isForeground),
  };
}

/** The root of the page that is shown. */
export function pageRoot(app: TestApp): PlainNode {
  const page = app.view.current;
  if (page === undefined) throw new Error("No page is open");
  return page.root;
}

/** The first node of the page that is shown which fits. */
export function nodeOf(app: TestApp, fits: (node: PlainNode) => boolean): PlainNode {
  const found = findNode(pageRoot(app), fits);
  if (found === undefined) throw new Error("There is no such node");
  return found;
}

/** Everything that logic starts is microtasks, so a macrotask later all of it has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
