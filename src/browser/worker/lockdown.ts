import { APP_GLOBALS } from "../../core/protocol/index.ts";

/** What stays on the global object of the Worker: besides the globals of every app, what the hosts here use later. */
const KEPT = new Set([...APP_GLOBALS, "AbortController", "AbortSignal", "structuredClone", "constructor"]);

/**
 * Takes from the global object what an app must not reach (network, storage, other threads, code from text), also where it hides on
 * prototypes. Call it after everything that the host needs was captured; it can't be undone.
 */
export function lockDown(global: object = globalThis): void {
  // What is on these belongs to other objects too.
  const shared: unknown[] = [EventTarget.prototype, Object.prototype];
  let holder: object | null = global;
  while (holder !== null && !shared.includes(holder)) {
    for (const name of Reflect.ownKeys(holder)) {
      if (typeof name === "string" && !KEPT.has(name)) remove(holder, name);
    }
    holder = Reflect.getPrototypeOf(holder);
  }
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent", "when"]) {
    Reflect.defineProperty(global, name, { value: undefined, configurable: false, writable: false });
  }
  forbidCodeFromText();
}

function remove(holder: object, name: string): void {
  if (Reflect.deleteProperty(holder, name)) return;
  const property = Reflect.getOwnPropertyDescriptor(holder, name);
  if (property?.writable === true) Reflect.set(holder, name, undefined);
  // Numbers such as TEMPORARY stay: nothing can be done with them.
  const left: unknown = Reflect.get(holder, name);
  if ((typeof left === "object" && left !== null) || typeof left === "function") {
    throw new Error(`The global "${name}" can't be taken away`);
  }
}

/** `Function("…")` in all its forms; the Content-Security-Policy forbids it too. */
function forbidCodeFromText(): void {
  const kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype = Reflect.getPrototypeOf(kind);
    if (prototype === null) continue;
    const forbidden = function Function(): never {
      throw new EvalError("Code from text is not allowed in a mini program");
    };
    forbidden.prototype = prototype;
    Object.defineProperty(prototype, "constructor", { value: forbidden, configurable: false, writable: false });
  }
  Object.defineProperty(globalThis, "Function", {
    value: Reflect.getPrototypeOf(function () {})?.constructor,
    configurable: false,
    writable: false,
  });
}
