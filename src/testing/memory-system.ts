import type { SystemInfo, SystemPort } from "../core/ports/index.ts";

/** Facts about a device in memory: a phone of 375 × 667 pixels. */
export interface MemorySystem extends SystemPort {
  /** Changes some facts and tells the listeners. */
  change(change: Partial<SystemInfo>): void;
  /** How many listeners there are. */
  readonly listenerCount: number;
}

const PHONE: SystemInfo = {
  brand: "minihost",
  model: "memory",
  platform: "devtools",
  system: "memory 1.0",
  language: "zh_CN",
  theme: "light",
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 667,
  windowWidth: 375,
  windowHeight: 603,
  statusBarHeight: 20,
  fontSizeSetting: 16,
  safeArea: { left: 0, right: 375, top: 20, bottom: 667, width: 375, height: 647 },
};

/** Makes the device. */
export function createMemorySystem(): MemorySystem {
  let info = PHONE;
  const listeners = new Set<(info: SystemInfo) => void>();
  return {
    infoSync: () => info,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change(change) {
      info = { ...info, ...change };
      for (const listener of listeners) listener(info);
    },
    get listenerCount() {
      return listeners.size;
    },
  };
}
