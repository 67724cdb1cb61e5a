/** The listeners of one event. */
export interface Listeners {
  /** Adds a function, once; anything else is an error on the console. */
  readonly add: (listener: unknown) => void;
  /** Gives that function the place of those that are there; anything else is an error on the console. */
  readonly replace: (listener: unknown) => void;
  /** Removes that function, or all without an argument. */
  readonly remove: (listener?: unknown) => void;
  /** Calls those that are there now, in order; what one throws goes to `reportError`. */
  readonly emit: (...values: object[]) => void;
  readonly size: number;
}

/** Makes an empty list; `event` is the name that its errors mention, such as `onThemeChange`. */
export function createListeners(event: string, reportError: (error: unknown) => void): Listeners {
  const listeners = new Set<(...values: object[]) => unknown>();
  const add = (listener: unknown): void => {
    if (isFunction(listener)) listeners.add(listener);
    else console.error(`${event}: a listener must be a function, got ${typeof listener}`);
  };
  return {
    add,
    replace(listener) {
      if (isFunction(listener)) listeners.clear();
      add(listener);
    },
    remove(listener) {
      if (listener === undefined) listeners.clear();
      else if (isFunction(listener)) listeners.delete(listener);
    },
    emit(...values) {
      const present = [...listeners];
      for (const listener of present) {
        try {
          listener(...values);
        } catch (error) {
          reportError(error);
        }
      }
    },
    get size() {
      return listeners.size;
    },
  };
}

function isFunction(value: unknown): value is (...values: object[]) => unknown {
  return typeof value === "function";
}
