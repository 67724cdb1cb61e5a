import { describe, expect, it } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";
import { API_CATALOG } from "../catalog.ts";

describe("system information", () => {
  it("is the same from all of its APIs", async () => {
    const { wx } = createMemoryDevice();
    const all = wx.getSystemInfoSync();
    expect(all).toEqual({ ...wx.getWindowInfo(), ...wx.getDeviceInfo(), ...wx.getAppBaseInfo() });
    expect(await wx.getSystemInfo()).toEqual({ ...all, errMsg: "getSystemInfo:ok" });
    expect(await wx.getSystemInfoAsync()).toEqual({ ...all, errMsg: "getSystemInfoAsync:ok" });
    expect(all.SDKVersion).toMatch(/^3\.\d+\.\d+$/);
    expect(all).toMatchObject({ windowWidth: 375, safeArea: { top: 20 }, language: "zh_CN" });
  });

  it("has the fields that canIUse promises", () => {
    const { wx } = createMemoryDevice();
    expect(Object.keys(wx.getSystemInfoSync()).toSorted()).toEqual(
      Object.keys(API_CATALOG.getSystemInfoSync.result).toSorted(),
    );
  });

  it("is a copy that the app may change", () => {
    const { wx } = createMemoryDevice();
    wx.getWindowInfo().safeArea.top = 99;
    expect(wx.getWindowInfo().safeArea.top).toBe(20);
  });
});

describe("events of the device", () => {
  it("tell of a new size, and of nothing else", () => {
    const { wx, ports } = createMemoryDevice();
    const sizes: object[] = [];
    wx.onWindowResize(({ size }) => sizes.push(size));
    ports.system.change({ theme: "dark" });
    ports.system.change({ windowWidth: 400 });
    expect(sizes).toEqual([{ windowWidth: 400, windowHeight: 603 }]);
  });

  it("tell of a new theme, and watch the host only while someone listens", () => {
    const { wx, ports } = createMemoryDevice();
    const themes: string[] = [];
    const listener = ({ theme }: { theme: string }): void => void themes.push(theme);
    wx.onThemeChange(listener);
    wx.onThemeChange(listener);
    ports.system.change({ theme: "dark" });
    ports.system.change({ language: "en" });
    expect(themes).toEqual(["dark"]);
    wx.offThemeChange(() => {});
    expect(ports.system.listenerCount).toBe(1);
    wx.offThemeChange(listener);
    expect(ports.system.listenerCount).toBe(0);
    wx.onThemeChange(listener);
    ports.system.change({ theme: "light" });
    expect(themes).toEqual(["dark", "light"]);
    wx.offThemeChange();
    expect(ports.system.listenerCount).toBe(0);
  });
});

describe("wx.env", () => {
  it("names the folder of the app's own files", () => {
    expect(createMemoryDevice().wx.env.USER_DATA_PATH).toBe("wxfile://usr");
  });
});
