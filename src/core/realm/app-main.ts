// Loaded into a realm after its globals: everything that runs an app.
import { createLogic, type Launch, type ViewSender } from "../logic/index.ts";
import type { Ports } from "../ports/index.ts";
import type { BundleManifest, BundleScript, LogicCommands } from "../protocol/index.ts";

/** What an app in a realm is started with. */
export interface RealmAppOptions {
  manifest: BundleManifest;
  script: BundleScript;
  ports: Ports;
  view: ViewSender;
}

/** An app as the host of its realm sees it. */
export interface RealmApp {
  /** What the view tells the app. */
  commands: LogicCommands;
  launch(launch?: Launch): Promise<void>;
  uncaught(error: unknown): void;
  readonly unhandledRejection: (reason: unknown, promise: unknown) => void;
  /** `data` of an open page as JSON; `undefined` when it is closed. */
  pageData(page: number): string | undefined;
  /** Calls a method of an open page. Throws when there is none. */
  callPageMethod(page: number, name: string, values: readonly unknown[]): unknown;
  close(): void;
}

/** Makes an app; nothing of it runs before `launch`. */
export function createRealmApp(options: RealmAppOptions): RealmApp {
  const logic = createLogic(options);
  return {
    commands: logic,
    launch: (launch) => logic.launch(launch),
    uncaught: (error) => logic.uncaught(error),
    unhandledRejection: (reason, promise) => logic.unhandledRejection(reason, promise),
    pageData(page) {
      const caller = logic.pageCaller(page);
      return caller === undefined ? undefined : JSON.stringify(caller["data"]);
    },
    callPageMethod(page, name, values) {
      const caller = logic.pageCaller(page);
      const method = caller?.[name];
      if (typeof method !== "function") throw new Error(`The page has no method "${name}"`);
      return Reflect.apply(method, caller, values);
    },
    close: () => logic.close(),
  };
}
