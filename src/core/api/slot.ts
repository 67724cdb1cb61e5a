import type { AnySlotApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { createListeners } from "./listeners.ts";

/** The function `onX` of an event with one listener. The host is watched from the first listener on. */
export function createSlot(api: AnySlotApi, context: CallContext): (listener?: unknown) => void {
  const slot = createListeners(api.name, (error) => context.app.reportError(error));
  let isListening = false;
  return (listener) => {
    slot.replace(listener);
    if (slot.size === 0 || isListening) return;
    isListening = true;
    api.listen(slot.emit, context);
  };
}
