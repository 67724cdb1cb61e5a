import type { Wx } from "../../src/core/api/index.ts";
import { createDevice, type App, type Device, type DeviceOptions } from "../../src/node/index.ts";
import { compileApp, minimalApp } from "../support/compiled-app.ts";
import { COOK, withRecipes } from "./odd-values.ts";

/** A headless device with an app that calls `wx` as it is told. */
export interface AppHost {
  readonly device: Device;
  readonly app: App;
  /** The `wx` of the app: parameters are copied into its realm, and results out of it. */
  readonly wx: Wx;
}

/** Numbers what the callbacks of a call are given: one object is one number. */
const PAGE = `${COOK}
const withNumbers = (options) => {
  const given = [];
  for (const name of ["success", "fail", "complete"]) {
    const listener = options?.[name];
    if (typeof listener !== "function") continue;
    options[name] = (value) => {
      if (!given.includes(value)) given.push(value);
      listener(value, given.indexOf(value));
    };
  }
  return options;
};
Page({
  call: (method, ...values) => wx[method](...values.map((value) => withNumbers(cook(value)))),
});`;

/** Makes a device and launches the app on it. */
export async function createAppHost(options: DeviceOptions = {}): Promise<AppHost> {
  const device = await createDevice(options);
  const app = await device.launch(await compileApp(minimalApp({ "pages/a/a.js": PAGE })));
  const page = app.currentPage;
  const wx = new Proxy(
    {},
    {
      get: (_target, method) =>
        typeof method === "symbol" || method === "then"
          ? undefined
          : (options?: unknown, ...rest: unknown[]) =>
              page?.callMethod("call", method, ...[withSame(options), ...rest].map((value) => withRecipes(value))),
    },
  );
  // Every function of the app's `wx` is reached by its name.
  return { device, app, wx: wx as Wx };
}

/** Options whose callbacks get one object each time the app's callbacks got one object. */
function withSame(options: unknown): unknown {
  if (typeof options !== "object" || options === null) return options;
  const known = new Map<unknown, unknown>();
  const given: Record<string, unknown> = { ...options };
  for (const name of ["success", "fail", "complete"]) {
    const callback = given[name];
    if (typeof callback !== "function") continue;
    given[name] = (value: unknown, number: unknown): void => {
      if (!known.has(number)) known.set(number, value);
      Reflect.apply(callback, undefined, [known.get(number)]);
    };
  }
  return given;
}
