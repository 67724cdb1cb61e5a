import { describe, expect, it } from "vitest";
import { readUserAgent } from "./user-agent.ts";

describe("readUserAgent", () => {
  it("reads an iPhone", () => {
    const agent =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1";
    expect(readUserAgent(agent)).toEqual({ brand: "Apple", model: "iPhone", platform: "ios", system: "iOS 17.4.1" });
  });

  it("reads an Android phone that tells its model", () => {
    const agent =
      "Mozilla/5.0 (Linux; Android 13; SM-S901B Build/TP1A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Mobile Safari/537.36";
    expect(readUserAgent(agent)).toMatchObject({ model: "SM-S901B", platform: "android", system: "Android 13" });
  });

  it("does not take the name that browsers give to every phone for a model", () => {
    const agent =
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";
    expect(readUserAgent(agent)).toMatchObject({ model: "unknown", platform: "android", system: "Android 10" });
  });

  it("reads a HarmonyOS phone", () => {
    const agent = "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Mobile";
    expect(readUserAgent(agent)).toMatchObject({ platform: "ohos", system: "HarmonyOS 5.0" });
  });

  it.each([
    ["X11; Linux x86_64", "Linux"],
    ["Windows NT 10.0; Win64; x64", "Windows 10.0"],
    ["Macintosh; Intel Mac OS X 10_15_7", "macOS 10.15.7"],
  ])("takes a computer (%s) for the simulator", (computer, system) => {
    const agent = `Mozilla/5.0 (${computer}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36`;
    expect(readUserAgent(agent)).toEqual({ brand: "devtools", model: "Chrome 130", platform: "devtools", system });
  });
});
