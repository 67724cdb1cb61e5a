import { glassEasel } from "glass-easel-miniprogram-adapter";
import { createWx, PLATFORM_LIMITS, type Wx } from "../api/index.ts";
import { createState, type Ports, type ToldState } from "../ports/index.ts";
import {
  UNDEFINED_IN_MODULES,
  type BundleManifest,
  type BundleScript,
  type LogicCommands,
  type PageWindow,
  type ViewCommands,
} from "../protocol/index.ts";
import { AppInstance, type LaunchOptions } from "./app-instance.ts";
import { ComponentRegistry } from "./component-registry.ts";
import type { EventChannel } from "./event-channel.ts";
import { EventObjects } from "./event-object.ts";
import { ModuleLoader } from "./module-loader.ts";
import { PageElements } from "./page-elements.ts";
import { PageInstance, parseQuery, type PageCaller } from "./page-instance.ts";
import { PageRouter } from "./page-router.ts";
import { PatchBackend } from "./patch-backend.ts";

/** What an app runs on. */
export interface LogicOptions {
  manifest: BundleManifest;
  script: BundleScript;
  ports: Ports;
  /** Sends a command to the view. */
  view: ViewSender;
}

/** Sends commands to the view: one-way, or with an answer. */
export interface ViewSender {
  send<K extends keyof ViewCommands>(name: K, ...values: Parameters<ViewCommands[K]>): void;
  call<K extends keyof ViewCommands>(
    name: K,
    ...values: Parameters<ViewCommands[K]>
  ): Promise<Awaited<ReturnType<ViewCommands[K]>>>;
}

/** How the app is opened. */
export interface Launch {
  /** Page path without a leading slash; the home page when empty. */
  path?: string;
  query?: string;
  /** @default 1001 */
  scene?: number;
}

/** A running app: the commands that the view sends it, and its end. */
export interface Logic extends LogicCommands {
  /** Runs app.js and the other modules, then opens the first page. */
  launch(launch?: Launch): Promise<void>;
  /** Takes a rejected promise of the app that nobody handles. */
  unhandledRejection(reason: unknown, promise: unknown): void;
  /** Takes an exception that nobody caught, such as that of a timer's callback. */
  uncaught(error: unknown): void;
  /** What the hooks of an open page have as `this`. */
  pageCaller(page: number): PageCaller | undefined;
  /** Closes all pages and stops listening. */
  close(): void;
}

/** Makes the logic of an app; nothing of the app runs before `launch`. */
export function createLogic(options: LogicOptions): Logic {
  return new AppLogic(options);
}

class AppLogic implements Logic {
  readonly #options: LogicOptions;
  readonly #app: AppInstance;
  readonly #events = new EventObjects();
  readonly #components: ComponentRegistry;
  readonly #router: PageRouter;
  readonly #loader: ModuleLoader;
  readonly #wx: Wx;
  readonly #stopListening: () => void;
  /** Path of the page or component whose file runs now; `Page` and `Component` register under it. */
  #defining: string | undefined;
  #nextPage = 1;
  #theme: "light" | "dark";
  /** What the APIs see: an app starts in the foreground, and its hooks run in it. */
  readonly #foreground: ToldState<boolean> = createState(true);

  constructor(options: LogicOptions) {
    this.#options = options;
    const { manifest, ports, view } = options;
    this.#app = new AppInstance((message) => view.send("app.error", message));
    this.#components = new ComponentRegistry(manifest, this.#events);
    this.#theme = ports.system.infoSync().theme;
    this.#router = new PageRouter({
      pages: manifest.pages,
      tabs: manifest.tabBar?.light.list.map((item) => item.pagePath) ?? [],
      createPage: (path, query, channel) => this.#createPage(path, query, channel),
      closePage: (page) => view.send("page.close", page.number),
      showStack: (stack) => view.call("stack.show", stack),
      pageNotFound: (path, query, isEntryPage) =>
        this.#app.call("onPageNotFound", { path, query: parseQuery(query), isEntryPage }),
      reportError: (error) => this.#app.report(error),
      setWindow: (page, change) => this.#setWindow(page, change),
    });
    this.#wx = this.#createWx();
    this.#loader = new ModuleLoader(this.#moduleGlobals());
    const stopSystem = ports.system.onChange((info) => this.#setTheme(info.theme));
    const stopForeground = ports.foreground.onChange((isForeground) => this.#setForeground(isForeground));
    const onError: Parameters<typeof glassEasel.addGlobalErrorListener>[0] = (error) => {
      this.#app.report(error);
      return false;
    };
    // glass-easel gives its advice again at every update.
    const warned = new Set<string>();
    const onWarning = (message: string): void => {
      if (warned.has(message)) return;
      warned.add(message);
      console.warn(message);
    };
    glassEasel.addGlobalErrorListener(onError);
    glassEasel.addGlobalWarningListener(onWarning);
    this.#stopListening = () => {
      stopSystem();
      stopForeground();
      glassEasel.removeGlobalErrorListener(onError);
      glassEasel.removeGlobalWarningListener(onWarning);
    };
  }

  async launch(launch: Launch = {}): Promise<void> {
    const { manifest, script, view } = this.#options;
    script({
      define: (id, factory) => this.#loader.define(id, factory),
      templates: (groups) => this.#components.addTemplates(groups),
    });
    const path = launch.path || manifest.entryPagePath;
    const query = launch.query ?? "";
    if (manifest.tabBar !== undefined) view.send("app.tabBar", manifest.tabBar[this.#theme]);
    this.#run("app", undefined);
    for (const component of Object.keys(manifest.components)) this.#run(component, component);
    const launchOptions: LaunchOptions = {
      path,
      query: parseQuery(query),
      scene: launch.scene ?? 1001,
      shareTicket: undefined,
      referrerInfo: {},
    };
    this.#app.call("onLaunch", launchOptions);
    this.#app.call("onShow", launchOptions);
    await this.#router.launch(path, query);
  }

  unhandledRejection(reason: unknown, promise: unknown): void {
    console.error("Uncaught (in promise)", reason);
    this.#app.call("onUnhandledRejection", { reason, promise });
  }

  uncaught(error: unknown): void {
    this.#app.report(error);
  }

  pageCaller(page: number): PageCaller | undefined {
    return this.#router.find(page)?.caller;
  }

  close(): void {
    this.#router.closeAll();
    this.#stopListening();
  }

  "page.event"(event: Parameters<LogicCommands["page.event"]>[0]): void {
    this.#router.find(event.page)?.dispatch(event);
  }

  "page.model"(page: number, node: number, name: string, value: unknown): void {
    this.#router.find(page)?.changeModel(node, name, value);
  }

  "page.scroll"(page: number, scrollTop: number): void {
    this.#router.find(page)?.call("onPageScroll", { scrollTop });
  }

  "page.reachBottom"(page: number): void {
    this.#router.find(page)?.call("onReachBottom");
  }

  async "permission.ask"(scope: string): Promise<boolean> {
    return await this.#wx.authorize({ scope }).then(
      () => true,
      () => false,
    );
  }

  "navigation.back"(): void {
    void this.#router.navigateBack(1).catch((error: unknown) => console.warn(error));
  }

  "navigation.tab"(index: number): void {
    const item = this.#options.manifest.tabBar?.light.list[index];
    if (item === undefined) return;
    const { pagePath, text } = item;
    void this.#router.switchTab(`/${pagePath}`).then(
      () => this.#router.current?.call("onTabItemTap", { index, pagePath, text }),
      (error: unknown) => this.#app.report(error),
    );
  }

  /** Runs the file of the app, a page or a component. One that fails does not stop the others. */
  #run(file: string, path: string | undefined): void {
    const id = `${file}.js`;
    if (!this.#loader.has(id)) return;
    this.#defining = path;
    try {
      this.#loader.run(id);
    } catch (error) {
      this.#app.report(error);
    } finally {
      this.#defining = undefined;
    }
  }

  #createPage(path: string, query: string, openerChannel: EventChannel): PageInstance {
    const { manifest, ports, view } = this.#options;
    if (!this.#components.isRegistered(path)) {
      throw new Error(`Page "${path}" has not been registered. Call Page() or Component() in ${path}.js`);
    }
    const number = this.#nextPage++;
    const { windowWidth, windowHeight, pixelRatio, theme } = ports.system.infoSync();
    const backend = new PatchBackend(
      {
        patch: (patch) => view.send("page.patch", number, patch),
        render: () => view.call("page.render", number),
      },
      this.#components.styleScopes,
      { width: windowWidth, height: windowHeight, pixelRatio, theme },
    );
    const root = this.#components.createRoot(path, query, backend);
    const window = manifest.windows[path]?.[this.#theme];
    if (window === undefined) throw new Error(`The bundle has no window for page "${path}"`);
    const page = new PageInstance({ number, path, query, window, root, backend, events: this.#events, openerChannel });
    page.caller.pageRouter = page.caller.router = this.#routerOf(path);
    view.send("page.open", page.opening);
    return page;
  }

  /** The routes of `wx`, with URLs relative to one page instead of the current one. */
  #routerOf(path: string): Record<string, unknown> {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const names = ["switchTab", "reLaunch", "redirectTo", "navigateTo", "navigateBack"] as const;
    return Object.fromEntries(
      names.map((name) => [
        name,
        (options?: { url?: unknown }) => {
          const { url } = options ?? {};
          const isRelative = typeof url === "string" && !url.startsWith("/");
          const resolved = isRelative ? { ...options, url: `/${folder}${url}` } : options;
          return Reflect.apply(this.#wx[name], undefined, [resolved]) as unknown;
        },
      ]),
    );
  }

  #setWindow(page: PageInstance, change: Partial<PageWindow>): void {
    Object.assign(page.window, change);
    this.#options.view.send("page.window", page.number, change);
  }

  #setForeground(isForeground: boolean): void {
    if (isForeground === this.#foreground.currentSync()) return;
    const page = this.#router.current;
    if (isForeground) {
      this.#foreground.change(true);
      this.#app.call("onShow", {
        path: page?.path ?? "",
        query: parseQuery(page?.query ?? ""),
        scene: 1001,
        shareTicket: undefined,
        referrerInfo: {},
      });
      if (!this.#router.isCovered) page?.show();
    } else {
      page?.hide();
      this.#app.call("onHide", {});
      this.#foreground.change(false);
    }
  }

  #setTheme(theme: "light" | "dark"): void {
    const { manifest, view } = this.#options;
    if (theme === this.#theme) return;
    this.#theme = theme;
    if (!manifest.isDarkMode) return;
    if (manifest.tabBar !== undefined) view.send("app.tabBar", manifest.tabBar[theme]);
    for (const page of this.#router.stack) {
      const { navigationBarTitleText: _title, ...colours } = manifest.windows[page.path]?.[theme] ?? page.window;
      this.#setWindow(page, colours);
    }
    this.#app.call("onThemeChange", { theme });
  }

  #createWx(): Wx {
    const { manifest, ports, view } = this.#options;
    return createWx({
      ports: { ...ports, foreground: this.#foreground },
      router: this.#router,
      elements: new PageElements(this.#router, {
        invoke: (page, node, method, values) => view.call("element.invoke", page, node, method, values),
        permissionRefused: (scope) => view.send("permission.refused", scope),
      }),
      app: {
        appId: manifest.appId,
        requiredBackgroundModes: manifest.requiredBackgroundModes,
        networkTimeout: manifest.networkTimeout,
        domains: manifest.domains,
        limits: { ...PLATFORM_LIMITS, ...manifest.limits },
        formDataEncoding: manifest.formDataEncoding ?? "json",
        currentPagePath: () => this.#router.current?.path ?? "",
        reportError: (error) => this.#app.report(error),
        afterRender: (callback) => queueMicrotask(callback),
      },
    });
  }

  /** The values of the module parameters from `wx` on, in their order. */
  #moduleGlobals(): unknown[] {
    const globals = [
      this.#wx,
      (options: unknown) => this.#app.register(options),
      (definition: unknown) => this.#define("Page", definition),
      (definition: unknown) => this.#define("Component", definition),
      (definition: unknown) => this.#components.defineBehavior(asDefinition("Behavior", definition)),
      () => this.#app.instance,
      () => this.#router.stack.map((page) => page.caller),
    ];
    return [...globals, ...UNDEFINED_IN_MODULES.map(() => undefined)];
  }

  #define(kind: "Page" | "Component", definition: unknown): void {
    const path = this.#defining;
    if (path === undefined) {
      throw new Error(`${kind}() was called outside the file of a page or component. Call it while that file runs`);
    }
    if (kind === "Page") this.#components.definePage(path, asDefinition(kind, definition));
    else this.#components.defineComponent(path, asDefinition(kind, definition));
  }
}

function asDefinition(kind: string, definition: unknown): Record<string, unknown> {
  if (typeof definition === "object" && definition !== null) return definition as Record<string, unknown>;
  throw new TypeError(`${kind}() expects an object, got ${definition === null ? "null" : typeof definition}`);
}
