import type { AnyEventApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { capitalize } from "./capitalize.ts";
import { createListeners } from "./listeners.ts";

/** The functions `onX` and `offX` of an event. The host is watched only while there are listeners. */
export function createEventPair(api: AnyEventApi, context: CallContext): Record<string, (listener?: unknown) => void> {
  const name = capitalize(api.name);
  const listeners = createListeners(`on${name}`, (error) => context.app.reportError(error));
  let stop: (() => void) | undefined;
  return {
    [`on${name}`](listener) {
      listeners.add(listener);
      if (listeners.size > 0) stop ??= api.subscribe(listeners.emit, context);
    },
    [`off${name}`](listener) {
      listeners.remove(listener);
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
    },
  };
}
