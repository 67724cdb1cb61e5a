import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compileFunction, createContext, Script, type Context } from "node:vm";
import type { Bundle, BundleScript } from "../../core/protocol/index.ts";
import type { createRealmApp, createRealmValues, defineGlobals, installStackTraces } from "../../core/realm/index.ts";
import { createAppConsole } from "./app-console.ts";
import { platform } from "./app-platform.ts";
import type { AppTimers } from "./app-timers.ts";
import { Membrane } from "./membrane.ts";
import { createSourceLocator } from "./source-locator.ts";

/** A realm of an app, before the app itself. */
export interface AppRealm {
  membrane: Membrane;
  createApp: typeof createRealmApp;
  script: BundleScript;
  readonly isOwnPromise: (promise: object) => boolean;
}

interface RealmExports {
  createRealmValues: typeof createRealmValues;
  defineGlobals: typeof defineGlobals;
  installStackTraces: typeof installStackTraces;
}

/** The name of the app's script in stacks. */
const SCRIPT_NAME = "minihost:app";
const EXPORT = "export default ";

/**
 * Makes a realm whose global object has only what an app may use, and loads the logic and the app's script into it. `uncaught` takes what
 * callbacks of timers throw, as values of this side.
 */
export async function createAppRealm(
  bundle: Bundle,
  timers: AppTimers,
  uncaught: (error: unknown) => void,
): Promise<AppRealm> {
  const [realmCode, logicCode] = await Promise.all([readRuntime("realm.js"), readRuntime("logic.js")]);
  // Without a prototype: what a global object inherits from its sandbox would be of this realm.
  const context = createContext(Object.create(null) as Context, {
    name: bundle.manifest.appId,
    codeGeneration: { strings: false, wasm: false },
  });
  const realm = load(realmCode, "realm.js", context) as RealmExports;
  const values = realm.createRealmValues();
  const membrane = new Membrane(values);
  // Each is a function inside, which comes out as one that takes values of this side.
  const install = membrane.toOutside(realm.installStackTraces) as typeof installStackTraces;
  const define = membrane.toOutside(realm.defineGlobals) as typeof defineGlobals;
  install(createSourceLocator(SCRIPT_NAME, () => bundle.sourceMap()));
  define({ ...platform, schedule: timers.schedule, console: createAppConsole(membrane) }, uncaught);
  const logic = load(logicCode, "logic.js", context) as { createRealmApp: typeof createRealmApp };
  return {
    membrane,
    createApp: membrane.toOutside(logic.createRealmApp) as typeof createRealmApp,
    script: membrane.toOutside(loadScript(bundle.script, context)) as BundleScript,
    isOwnPromise: (promise) => values.isOwnPromise(promise),
  };
}

/** Reads what the build made of `core/realm`, in the folder of everything that is bundled. */
function readRuntime(name: string): Promise<string> {
  // From this package's own name, because the sources of a test lie elsewhere than their compiled form.
  const root = dirname(createRequire(import.meta.url).resolve("minihost/package.json"));
  return readFile(join(root, "dist/runtime", name), "utf8").catch((cause: unknown) => {
    throw new Error(`The runtime of minihost has no ${name}. Build it: npm run build`, { cause });
  });
}

/** Runs a CommonJS module and returns its exports. */
function load(code: string, name: string, parsingContext: Context): unknown {
  const exports: unknown = new Script("({})").runInContext(parsingContext);
  const run = compileFunction(code, ["exports"], { parsingContext, filename: `minihost:${name}` });
  run(exports);
  return exports;
}

/** Runs the bundle's script, of which only its first word is not a script's. */
function loadScript(code: string, context: Context): unknown {
  if (!code.startsWith(EXPORT)) throw new Error(`The script of a bundle begins with "${EXPORT}", this one does not`);
  const script = new Script(`"use strict"; (${code.slice(EXPORT.length)})`, { filename: SCRIPT_NAME });
  return script.runInContext(context);
}
