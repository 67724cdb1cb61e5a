/** A fact about the device that changes by itself. */
export interface StatePort<Value> {
  /** The value of now. */
  currentSync(): Value;
  /** Calls back with every new value, until the returned function is called. */
  onChange(listener: (value: Value) => void): () => void;
}

/** A fact that somebody tells: a test, a person, or the page to its Worker. */
export interface ToldState<Value> extends StatePort<Value> {
  /** Takes a value and tells the listeners, unless it is the one of now. */
  change(value: Value): void;
  /** How many listeners there are. */
  readonly listenerCount: number;
}

/** Makes a fact that is `first` until something else is told. */
export function createState<Value>(first: Value): ToldState<Value> {
  let current = first;
  const listeners = new Set<(value: Value) => void>();
  return {
    currentSync: () => current,
    onChange(listener) {
      // An own function for each: the same listener may listen twice.
      const own = (value: Value): void => listener(value);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    change(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener(value);
    },
    get listenerCount() {
      return listeners.size;
    },
  };
}
