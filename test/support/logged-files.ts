import type { ModuleScope, TestApp, TestFile } from "./logic-app.ts";

const APP_HOOKS = ["onLaunch", "onShow", "onHide", "onError"];
const PAGE_HOOKS = ["onLoad", "onShow", "onReady", "onHide", "onUnload"];

/** Files of test apps that write what is called in them into one log, and keep what a module gets. */
export class LoggedFiles {
  readonly log: string[] = [];
  #scope: ModuleScope | undefined;

  /** An app that logs its hooks. */
  readonly app: TestFile = { js: ({ App }) => App(this.#hooks("App", APP_HOOKS)) };

  /** An app that keeps what its module gets. */
  readonly captured: TestFile = {
    js: (scope) => {
      this.#scope = scope;
      scope.App({});
    },
  };

  /** A page that logs its hooks, with more options. */
  page(name: string, more: object = {}): TestFile {
    return {
      wxml: `<view>${name}</view>`,
      js: ({ Page }) => Page({ ...this.#hooks(name, PAGE_HOOKS), ...more }),
    };
  }

  /** What the module of the captured app got. */
  get scope(): ModuleScope {
    if (this.#scope === undefined) throw new Error("No app was captured yet");
    return this.#scope;
  }

  /** Calls a function that opens or closes pages from the captured app; resolves to its `errMsg` when all it started is done. */
  async route(app: TestApp, name: string, options: object): Promise<string> {
    const call = this.scope.wx[name] as (options: object) => Promise<{ errMsg: string }>;
    const { errMsg } = await call(options).catch((error: { errMsg: string }) => error);
    await app.settled();
    return errMsg;
  }

  clear(): void {
    this.log.length = 0;
  }

  #hooks(name: string, hooks: string[]): object {
    return Object.fromEntries(hooks.map((hook) => [hook, () => this.log.push(`${name}.${hook}`)]));
  }
}
