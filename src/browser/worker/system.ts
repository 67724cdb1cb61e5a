import type { SystemInfo, SystemPort } from "../../core/ports/index.ts";

/** The latest facts that the page told. */
export interface WorkerSystem extends SystemPort {
  /** Takes new facts from the page. */
  change(info: SystemInfo): void;
}

/** Facts about the window, which only the page knows; it sends `first` with the start and every change after. */
export function createSystem(first: SystemInfo): WorkerSystem {
  let latest = first;
  const listeners = new Set<(info: SystemInfo) => void>();
  return {
    infoSync: () => latest,
    onChange(listener) {
      // An own function for each: the same listener may listen twice.
      const own = (info: SystemInfo): void => listener(info);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    change(info) {
      latest = info;
      for (const listener of listeners) listener(info);
    },
  };
}
