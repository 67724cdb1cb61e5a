import { HeadlessView } from "../../core/headless/index.ts";
import type { Launch, ViewSender } from "../../core/logic/index.ts";
import type { Ports } from "../../core/ports/index.ts";
import type { Bundle, TabBar } from "../../core/protocol/index.ts";
import type { RealmApp } from "../../core/realm/index.ts";
import { createAppRealm, type AppRealm } from "./app-realm.ts";
import { createAppTimers, type AppTimers } from "./app-timers.ts";
import { createPage, type Page } from "./page.ts";
import { guardDomains } from "./guard-domains.ts";
import { restrictPorts } from "./port-members.ts";
import { takeRejections } from "./uncaught-rejections.ts";

/** A running app, which ends with its device. */
export interface App {
  /** Open pages from bottom to top. */
  readonly pageStack: readonly Page[];
  /** The page on top; absent while none is open. */
  readonly currentPage: Page | undefined;
  readonly tabBar: TabBar | undefined;
  /** What went wrong in the app so far, each with its stack: also what its `onError` was told. */
  readonly errors: readonly string[];
  /** The person presses back. */
  pressBack(): void;
  /** The person presses a tab. */
  pressTab(index: number): void;
}

/** An app and the way to end it. */
export interface StartedApp {
  app: App;
  /** Closes the pages; no code of the app runs afterwards. */
  close(): void;
}

/** Runs the app of a bundle on these ports, and resolves when its first page is open. */
export async function startApp(bundle: Bundle, ports: Ports, launch?: Launch): Promise<StartedApp> {
  const timers = createAppTimers();
  const realm = await createAppRealm(bundle, timers, (error) => running.uncaught(error));
  const running = new RunningApp(bundle, realm, timers, ports);
  try {
    await running.launch(launch);
  } catch (error) {
    running.close();
    throw error;
  }
  return { app: running, close: () => running.close() };
}

class RunningApp implements App {
  readonly #view = new HeadlessView((event) => this.#app.commands["page.event"](event));
  readonly #realm: AppRealm;
  readonly #timers: AppTimers;
  readonly #app: RealmApp;
  readonly #pages = new WeakMap<object, Page>();
  readonly #stopTaking: () => void;
  #isClosed = false;

  constructor(bundle: Bundle, realm: AppRealm, timers: AppTimers, ports: Ports) {
    const { createApp, script, membrane, isOwnPromise } = realm;
    this.#realm = realm;
    this.#timers = timers;
    const view = this.#sender();
    const allowed = restrictPorts(guardDomains(ports, bundle.manifest.domains));
    this.#app = createApp({ manifest: bundle.manifest, script, ports: allowed, view });
    this.#stopTaking = takeRejections((reason, promise) => {
      if (!isOwnPromise(promise)) return false;
      membrane.callRaw(this.#app.unhandledRejection, [reason, promise]);
      return true;
    });
  }

  get pageStack(): readonly Page[] {
    return this.#view.pages.map((open) => {
      const known = this.#pages.get(open) ?? createPage(open, this.#app);
      this.#pages.set(open, known);
      return known;
    });
  }

  get currentPage(): Page | undefined {
    return this.pageStack.at(-1);
  }

  get tabBar(): TabBar | undefined {
    return this.#view.tabBar;
  }

  get errors(): readonly string[] {
    return this.#view.errors;
  }

  pressBack(): void {
    this.#app.commands["navigation.back"]();
  }

  pressTab(index: number): void {
    this.#app.commands["navigation.tab"](index);
  }

  launch(launch?: Launch): Promise<void> {
    return this.#app.launch(launch);
  }

  uncaught(error: unknown): void {
    this.#app.uncaught(error);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#app.close();
    this.#timers.close();
    this.#realm.membrane.close();
    // What the last callbacks of the app left behind comes in this turn of the event loop.
    setImmediate(this.#stopTaking);
  }

  #sender(): ViewSender {
    const view = this.#view;
    const tell = (name: keyof typeof view, values: unknown[]): unknown => {
      try {
        return Reflect.apply(view[name] as (...values: unknown[]) => unknown, view, values);
      } catch (error) {
        view.errors.push(`The app was ended: ${String(error)}`);
        this.close();
        throw error;
      }
    };
    return {
      send: (name, ...values) => void tell(name, values),
      call: async (name, ...values) => (await tell(name, values)) as never,
    };
  }
}
