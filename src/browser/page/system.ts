import type { SystemInfo, SystemPort } from "../../core/ports/index.ts";
import { readUserAgent } from "./user-agent.ts";

/** {@link SystemPort} in the page, which alone sees the window. */
export interface PageSystem extends SystemPort {
  /** Sets the theme; `system` follows the browser. */
  setTheme(theme: "light" | "dark" | "system"): void;
  /** Looks for changes of which the window does not tell, such as that of a page's area after a route. */
  refresh(): void;
}

/** Reads the facts about the device from the window. `pageArea` tells how large the page on top is, CSS pixels. */
export function createSystem(window: Window, pageArea: () => { width: number; height: number }): PageSystem {
  const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");
  const checks = new Set<() => void>();
  let chosenTheme: "light" | "dark" | "system" = "system";

  const read = (): SystemInfo => {
    const { innerWidth, innerHeight, navigator, devicePixelRatio } = window;
    const { width, height } = pageArea();
    const browserTheme = darkQuery.matches ? "dark" : "light";
    return {
      ...readUserAgent(navigator.userAgent),
      language: toPlatformLanguage(navigator.language),
      theme: chosenTheme === "system" ? browserTheme : chosenTheme,
      pixelRatio: devicePixelRatio,
      // The window is the whole screen of the device that it shows, whatever is around it.
      screenWidth: innerWidth,
      screenHeight: innerHeight,
      windowWidth: width,
      windowHeight: height,
      statusBarHeight: 0,
      fontSizeSetting: readFontSize(window),
      safeArea: { left: 0, right: innerWidth, top: 0, bottom: innerHeight, width: innerWidth, height: innerHeight },
    };
  };

  const refresh = (): void => {
    for (const check of checks) check();
  };

  return {
    infoSync: read,
    refresh,
    setTheme(theme) {
      chosenTheme = theme;
      refresh();
    },
    onChange(listener) {
      let latest = JSON.stringify(read());
      const check = (): void => {
        const info = read();
        const text = JSON.stringify(info);
        if (text === latest) return;
        latest = text;
        listener(info);
      };
      const listening = new AbortController();
      window.addEventListener("resize", check, { signal: listening.signal });
      window.addEventListener("languagechange", check, { signal: listening.signal });
      darkQuery.addEventListener("change", check, { signal: listening.signal });
      checks.add(check);
      return () => {
        listening.abort();
        checks.delete(check);
      };
    },
  };
}

/** The platform writes `zh_CN`, `zh_TW` and `zh_HK`, and other languages without their region. */
function toPlatformLanguage(language: string): string {
  const [name = "", ...rest] = language.split("-");
  if (name.toLowerCase() !== "zh") return name.toLowerCase();
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part))?.toUpperCase();
  return `zh_${region ?? (rest.includes("Hant") ? "TW" : "CN")}`;
}

function readFontSize(window: Window): number {
  return Number.parseFloat(window.getComputedStyle(window.document.documentElement).fontSize);
}
