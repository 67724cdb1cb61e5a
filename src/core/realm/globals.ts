import { APP_GLOBALS } from "../protocol/index.ts";
import { createTextClasses, type TextCoding } from "./text-coding.ts";
import { createTimers, type Schedule } from "./timers.ts";
import { createUrlClass, type UrlParser } from "./url.ts";

/** What the language lacks, given by the host of a realm. */
export interface RealmPlatform {
  schedule: Schedule;
  urls: UrlParser;
  text: TextCoding;
  /** Writes to the console of the host. */
  console: Record<string, unknown>;
}

/** Defines the globals of an app, and takes away all that it must not have. */
export function defineGlobals(platform: RealmPlatform, uncaught: (error: unknown) => void): void {
  for (const name of Reflect.ownKeys(globalThis)) {
    if (typeof name === "string" && !APP_GLOBALS.has(name)) Reflect.deleteProperty(globalThis, name);
  }
  const globals = {
    ...createTimers(platform.schedule, uncaught),
    ...createTextClasses(platform.text),
    URL: createUrlClass(platform.urls),
    console: platform.console,
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
