import type { Wx } from "../../src/core/api/index.ts";
import { createDevice, type App, type Device, type DeviceOptions } from "../../src/node/index.ts";
import { compileApp, minimalApp } from "../support/compiled-app.ts";

/** A headless device with an app that calls `wx` as it is told. */
export interface AppHost {
  readonly device: Device;
  readonly app: App;
  /** The `wx` of the app: parameters are copied into its realm, and results out of it. */
  readonly wx: Wx;
}

/** Numbers what its callbacks are given: one object is one number. */
const PAGE = `
const numbers = new Map();
const numbered = (listener) => (value) => {
  if (!numbers.has(value)) numbers.set(value, numbers.size);
  listener(value, numbers.get(value));
};
Page({
  call(method, ...values) {
    const [options] = values;
    for (const name of ["success", "fail", "complete"]) {
      if (typeof options?.[name] === "function") options[name] = numbered(options[name]);
    }
    return wx[method](...values);
  },
});`;

/** Makes a device and launches the app on it. */
export async function createAppHost(options: DeviceOptions = {}): Promise<AppHost> {
  const device = await createDevice(options);
  const app = await device.launch(await compileApp(minimalApp({ "pages/a/a.js": PAGE })));
  const page = app.currentPage;
  const known = new Map<unknown, unknown>();
  const same = (value: unknown, number: unknown): unknown => {
    if (!known.has(number)) known.set(number, value);
    return known.get(number);
  };
  const wx = new Proxy(
    {},
    {
      get: (_target, method) =>
        typeof method === "symbol" || method === "then"
          ? undefined
          : (options?: unknown, ...rest: unknown[]) =>
              page?.callMethod("call", method, withSame(options, same), ...rest),
    },
  );
  // Every function of the app's `wx` is reached by its name.
  return { device, app, wx: wx as Wx };
}

type Same = (value: unknown, number: unknown) => unknown;

/** Options whose callbacks get one object each time the app's callbacks got one object. */
function withSame(options: unknown, same: Same): unknown {
  if (typeof options !== "object" || options === null) return options;
  const given: Record<string, unknown> = { ...options };
  for (const name of ["success", "fail", "complete"]) {
    const callback = given[name];
    if (typeof callback !== "function") continue;
    given[name] = (value: unknown, number: unknown) => void Reflect.apply(callback, undefined, [same(value, number)]);
  }
  return given;
}
