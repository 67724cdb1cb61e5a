/** A line of a stack, as V8 gives it. */
interface CallSite {
  getFileName(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  getFunctionName(): string | null;
}

/** Finds where something stands in the app's own files, such as `pages/a/a.js:3:7`; `undefined` for what is not the app's. */
export type LocateSource = (file: string, line: number, column: number) => string | undefined;

/**
 * Makes the stacks of errors tell the app's own files, and nothing else.
 *
 * It can't be undone: the engine would hand what it calls objects of the host's realm.
 */
export function installStackTraces(locate: LocateSource): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with a receiver by `Reflect.apply`
  const { toString } = Error.prototype;
  const prepare = (error: unknown, sites: readonly CallSite[]): string => {
    let text = headOf(error, toString);
    // No method of an array or a site must get hold of `sites`: they may be the host's.
    for (let index = 0; index < sites.length; index++) {
      const line = sites[index] === undefined ? undefined : lineOf(sites[index] as CallSite, locate);
      if (line !== undefined) text += `\n    at ${line}`;
    }
    return text;
  };
  Object.defineProperty(Error, "prepareStackTrace", { get: () => prepare, set: () => {}, configurable: false });
  Object.defineProperty(globalThis, "Error", { value: Error, writable: false, configurable: false });
}

function lineOf(site: CallSite, locate: LocateSource): string | undefined {
  const file = site.getFileName();
  const place = file ? locate(file, site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0) : undefined;
  if (place === undefined) return undefined;
  const name = site.getFunctionName();
  return name ? `${name} (${place})` : place;
}

function headOf(error: unknown, toString: () => string): string {
  try {
    return Reflect.apply(toString, error, []);
  } catch {
    return "Error";
  }
}
