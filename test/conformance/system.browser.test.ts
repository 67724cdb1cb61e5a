import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { createSystem, type PageSystem } from "../../src/browser/page/system.ts";
import { createSystem as createWorkerSystem } from "../../src/browser/worker/system.ts";
import type { SystemInfo } from "../../src/core/ports/index.ts";

describe("system of a page", () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });
  const watch = (system: PageSystem): SystemInfo[] => {
    const seen: SystemInfo[] = [];
    stops.push(system.onChange((info) => void seen.push(info)));
    return seen;
  };

  it("describes the window and the page's area", () => {
    const info = createSystem(window, () => ({ width: 300, height: 400 })).infoSync();
    expect(info).toMatchObject({
      platform: "devtools",
      pixelRatio: devicePixelRatio,
      screenWidth: innerWidth,
      screenHeight: innerHeight,
      windowWidth: 300,
      windowHeight: 400,
      fontSizeSetting: 16,
      safeArea: { left: 0, top: 0, right: innerWidth, bottom: innerHeight, width: innerWidth, height: innerHeight },
    });
    expect(structuredClone(info)).toEqual(info);
  });

  it.each([
    ["zh-CN", "zh_CN"],
    ["zh-Hant-TW", "zh_TW"],
    ["zh-Hans", "zh_CN"],
    ["zh-Hant", "zh_TW"],
    ["zh-HK", "zh_HK"],
    ["en-US", "en"],
  ])("writes the language %s as %s", (given, expected) => {
    const foreign = new Proxy(window, {
      get: (target, name) => {
        if (name === "navigator") return { language: given, userAgent: "" };
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    expect(createSystem(foreign, () => ({ width: 1, height: 1 })).infoSync().language).toBe(expected);
  });

  it("tells of a change of the window's size", async () => {
    const system = createSystem(window, () => ({ width: 1, height: 1 }));
    const seen = watch(system);
    await page.viewport(321, 500);
    await expect.poll(() => seen.at(-1)?.screenWidth).toBe(321);
  });

  it("tells once of a change that it was asked to look for, and of nothing after it was stopped", () => {
    let height = 1;
    const system = createSystem(window, () => ({ width: 1, height }));
    const seen = watch(system);
    system.refresh();
    expect(seen).toEqual([]);
    height = 2;
    system.refresh();
    system.refresh();
    expect(seen.map(({ windowHeight }) => windowHeight)).toEqual([2]);
    for (const stop of stops.splice(0)) stop();
    height = 3;
    system.refresh();
    expect(seen).toHaveLength(1);
  });

  it("follows the theme that is set, and then the browser again", () => {
    const system = createSystem(window, () => ({ width: 1, height: 1 }));
    const browserTheme = system.infoSync().theme;
    const other = browserTheme === "dark" ? "light" : "dark";
    const seen = watch(system);
    system.setTheme(other);
    system.setTheme("system");
    expect(seen.map(({ theme }) => theme)).toEqual([other, browserTheme]);
  });

  it("reaches a Worker, which always knows the latest", () => {
    const system = createSystem(window, () => ({ width: 1, height: 1 }));
    const worker = createWorkerSystem(system.infoSync());
    const seen: string[] = [];
    stops.push(system.onChange((info) => worker.change(info)));
    const stop = worker.onChange(({ theme }) => void seen.push(theme));
    const other = worker.infoSync().theme === "dark" ? "light" : "dark";
    system.setTheme(other);
    expect(worker.infoSync().theme).toBe(other);
    stop();
    system.setTheme("system");
    expect(seen).toEqual([other]);
  });
});
