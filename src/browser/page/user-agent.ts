import type { SystemInfo } from "../../core/ports/index.ts";

/** The device as its browser names it. */
export type UserAgentDevice = Pick<SystemInfo, "brand" | "model" | "platform" | "system">;

const UNKNOWN = "unknown";

/** Reads the device from a user agent string. A computer stands for a phone, as the platform's own simulator does: its platform is `devtools`. */
export function readUserAgent(userAgent: string): UserAgentDevice {
  const ios = /\((iPhone|iPad|iPod)[^)]*? OS (\d+(?:_\d+)*)/.exec(userAgent);
  if (ios !== null) {
    const [, model = UNKNOWN, version = ""] = ios;
    return { brand: "Apple", model, platform: "ios", system: `iOS ${version.replaceAll("_", ".")}` };
  }
  const harmony = /(?:HarmonyOS|OpenHarmony) ([\d.]+)/.exec(userAgent);
  if (harmony !== null) {
    return { brand: UNKNOWN, model: UNKNOWN, platform: "ohos", system: `HarmonyOS ${harmony[1]}` };
  }
  const android = /Android ([\d.]+)(?:; ([^;)]+?)(?: Build\/[^)]*)?)?\)/.exec(userAgent);
  if (android !== null) {
    const [, version, model = UNKNOWN] = android;
    // Today's browsers call every phone "K".
    return {
      brand: UNKNOWN,
      model: model === "K" ? UNKNOWN : model,
      platform: "android",
      system: `Android ${version}`,
    };
  }
  return { brand: "devtools", model: readBrowser(userAgent), platform: "devtools", system: readComputer(userAgent) };
}

function readBrowser(userAgent: string): string {
  const browser = /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent) ?? /(Safari)\/(\d+)/.exec(userAgent);
  return browser === null ? UNKNOWN : `${browser[1]} ${browser[2]}`;
}

function readComputer(userAgent: string): string {
  const windows = /Windows NT ([\d.]+)/.exec(userAgent);
  if (windows !== null) return `Windows ${windows[1]}`;
  const mac = /Mac OS X ([\d_.]+)/.exec(userAgent);
  if (mac !== null) return `macOS ${(mac[1] ?? "").replaceAll("_", ".")}`;
  return /Linux|CrOS/.exec(userAgent)?.[0] ?? UNKNOWN;
}
