import { createWx, type Router, type Wx } from "../core/api/index.ts";
import { createMemoryApp, type MemoryApp, type MemoryAppSettings } from "./memory-app.ts";
import { createMemoryPorts, type MemoryPorts } from "./memory-ports.ts";

/** A device in memory and the `wx` that an app on it has. */
export interface MemoryDevice {
  readonly wx: Wx;
  readonly ports: MemoryPorts;
  readonly app: MemoryApp;
}

/** Makes a device; without a router it has no pages. */
export function createMemoryDevice(settings: MemoryAppSettings = {}, router?: Router): MemoryDevice {
  const ports = createMemoryPorts();
  const app = createMemoryApp(settings);
  return { wx: createWx({ ports, app, router }), ports, app };
}
