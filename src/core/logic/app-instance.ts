/** How the app was opened. */
export interface LaunchOptions {
  /** Without a leading slash. */
  path: string;
  query: Record<string, string>;
  scene: number;
  shareTicket: undefined;
  referrerInfo: Record<string, never>;
}

type Hook = "onLaunch" | "onShow" | "onHide" | "onError" | "onPageNotFound" | "onUnhandledRejection" | "onThemeChange";

/** The one instance that `App(options)` makes. */
export class AppInstance {
  /** What `getApp()` returns. */
  instance: Record<string, unknown> = {};
  #isRegistered = false;
  readonly #show: (message: string) => void;

  /** `show` tells the person that watches of an exception in the app's code. */
  constructor(show: (message: string) => void) {
    this.#show = show;
  }

  get isRegistered(): boolean {
    return this.#isRegistered;
  }

  /** `App(options)`. */
  register(options: unknown): void {
    if (this.#isRegistered) throw new Error("App() was called twice; call it once, in app.js");
    if (typeof options !== "object" || options === null) throw new TypeError("App() expects an object of options");
    this.#isRegistered = true;
    Object.assign(this.instance, options);
  }

  /** Calls a hook of the app. What it throws goes to `onError`, what that throws to the console. */
  call(hook: Hook, argument?: unknown): void {
    const method = this.instance[hook];
    if (typeof method !== "function") return;
    try {
      method.call(this.instance, argument);
    } catch (error) {
      if (hook === "onError") console.error(error);
      else this.report(error);
    }
  }

  /** Tells the console, the person that watches and `onError` of an exception in the app's code. */
  report(error: unknown): void {
    console.error(error);
    this.#show(describe(error));
    this.call("onError", describe(error));
  }
}

/** An error as `onError` gets it: a text with message and stack. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? "";
  return stack.includes(error.message) ? stack : `${error.name}: ${error.message}\n${stack}`;
}
