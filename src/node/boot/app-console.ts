import { types } from "node:util";
import type { Membrane } from "./membrane.ts";

const METHODS = [
  "assert",
  "count",
  "countReset",
  "debug",
  "dir",
  "dirxml",
  "error",
  "group",
  "groupCollapsed",
  "groupEnd",
  "info",
  "log",
  "table",
  "time",
  "timeEnd",
  "timeLog",
  "trace",
  "warn",
] as const;
const DEEPEST = 6;

/** The console of an app, which writes to that of this process. */
export function createAppConsole(membrane: Membrane): Record<string, unknown> {
  return Object.fromEntries(
    METHODS.map((name) => [
      name,
      membrane.createRawFunction((values) => {
        const shown: unknown[] = [];
        for (let index = 0; index < values.length; index++) shown.push(toShown(values[index], membrane));
        Reflect.apply(console[name], console, shown);
      }),
    ]),
  );
}

/** A copy to look at. No code of the app runs for it: see {@link Membrane}. */
function toShown(value: unknown, membrane: Membrane, above: readonly object[] = []): unknown {
  if (typeof value === "function") return types.isProxy(value) ? "[Proxy]" : "[Function]";
  if (typeof value !== "object" || value === null) return value;
  if (types.isProxy(value)) return "[Proxy]";
  if (types.isNativeError(value)) return membrane.toError(value);
  if (types.isPromise(value)) return "[Promise]";
  if (types.isDate(value)) return new Date(Date.prototype.getTime.call(value));
  if (types.isArrayBuffer(value) || types.isUint8Array(value)) return membrane.toOutside(value);
  if (above.includes(value)) return "[Circular]";
  if (above.length === DEEPEST) return Array.isArray(value) ? "[Array]" : "[Object]";
  const show = (part: unknown): unknown => toShown(part, membrane, [...above, value]);
  if (types.isMap(value)) {
    const map = new Map<unknown, unknown>();
    Map.prototype.forEach.call(value, (part, key) => map.set(show(key), show(part)));
    return map;
  }
  if (types.isSet(value)) {
    const set = new Set<unknown>();
    Set.prototype.forEach.call(value, (part) => set.add(show(part)));
    return set;
  }
  const copy: object = Array.isArray(value) ? [] : {};
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (property.enumerable !== true) continue;
    const shown = "value" in property ? show(property.value) : "[Getter]";
    Object.defineProperty(copy, name, { value: shown, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}
