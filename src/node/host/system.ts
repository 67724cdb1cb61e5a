import { release, type } from "node:os";
import type { SystemInfo, SystemPort } from "../../core/ports/index.ts";

/** A phone of usual size, the same on every machine, so that tests that read it can be repeated. */
export function createSystem(): SystemPort {
  const info: SystemInfo = {
    brand: "minihost",
    model: "headless",
    platform: "devtools",
    system: `${type()} ${release()}`,
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
  return {
    infoSync: () => structuredClone(info),
    // Nothing can change the window of this device.
    onChange: () => () => {},
  };
}
