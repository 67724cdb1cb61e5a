import type { PageWindow } from "../../../core/protocol/index.ts";
import type { JsonFile, JsonObject, JsonPath } from "../json-file.ts";
import { resolveTheme, type Theme, type Themed } from "./theme.ts";

/** The platform's defaults. */
const DEFAULTS: PageWindow = {
  navigationBarBackgroundColor: "#000000",
  navigationBarTextStyle: "white",
  navigationBarTitleText: "",
  navigationStyle: "default",
  backgroundColor: "#ffffff",
  backgroundTextStyle: "dark",
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
  disableScroll: false,
};

const CHOICES: { readonly [K in keyof PageWindow]?: readonly PageWindow[K][] } = {
  navigationBarTextStyle: ["black", "white"],
  navigationStyle: ["default", "custom"],
  backgroundTextStyle: ["dark", "light"],
};

/**
 * Reads the window settings of app.json (`window`) or of a page's json (top level). Values that the platform does not know are reported and
 * left out.
 */
export function readWindow(
  file: JsonFile,
  settings: JsonObject,
  at: JsonPath,
  theme: Theme,
): Themed<Partial<PageWindow>> {
  const known = Object.fromEntries(
    Object.keys(DEFAULTS).flatMap((key) => (key in settings ? [[key, settings[key]]] : [])),
  );
  const { light, dark } = resolveTheme(file, known, at, theme);
  const warned = new Set<string>();
  const warn = (key: string, expected: string): void => {
    if (warned.has(key)) return;
    warned.add(key);
    const path = [...at, key];
    file.warn("json.shape", `"${path.join(".")}" in ${file.path} must be ${expected}; it is ignored`, path);
  };
  return { light: validate(light, warn), dark: validate(dark, warn) };
}

/** Fills in what neither app.json nor the page sets. */
export function completeWindow(
  app: Themed<Partial<PageWindow>>,
  page: Themed<Partial<PageWindow>>,
): Themed<PageWindow> {
  return {
    light: { ...DEFAULTS, ...app.light, ...page.light },
    dark: { ...DEFAULTS, ...app.dark, ...page.dark },
  };
}

function validate(settings: JsonObject, warn: (key: string, expected: string) => void): Partial<PageWindow> {
  const valid: JsonObject = {};
  for (const [key, value] of Object.entries(settings)) {
    const choices: readonly unknown[] | undefined = CHOICES[key as keyof PageWindow];
    const type = typeof DEFAULTS[key as keyof PageWindow];
    if (choices !== undefined && !choices.includes(value))
      warn(key, choices.map((choice) => `"${String(choice)}"`).join(" or "));
    else if (typeof value !== type) warn(key, `a ${type}`);
    else valid[key] = value;
  }
  // Each value was checked against the type of its default.
  return valid;
}
