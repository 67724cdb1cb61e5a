import type { AppFiles } from "../app-files.ts";
import { resolvePath } from "../app-path.ts";
import { isObject, JsonFile, type JsonObject, type JsonPath } from "../json-file.ts";
import type { Problem } from "../problem.ts";

/** The variables of theme.json, which settings name as `@variable`. */
export interface Theme {
  light: JsonObject;
  dark: JsonObject;
}

/** Values by which the sides of a theme differ. */
export type Themed<T> = Record<keyof Theme, T>;

/** Reads the file that `themeLocation` names. Without dark mode there are no variables. */
export function readTheme(app: JsonFile, files: AppFiles, problems: Problem[]): Theme {
  const none: Theme = { light: {}, dark: {} };
  const location = app.string("themeLocation");
  if (app.value["darkmode"] !== true || location === undefined) return none;
  const path = resolvePath("app.json", location);
  const text = path === undefined ? undefined : files.read(path);
  if (path === undefined || text === undefined) {
    app.error("app.missing-file", `There is no theme file ${location}`, ["themeLocation"], 'Correct "themeLocation"');
    return none;
  }
  const file = new JsonFile(path, text, problems);
  const theme = { light: file.object("light") ?? {}, dark: file.object("dark") ?? {} };
  for (const name of new Set([...Object.keys(theme.light), ...Object.keys(theme.dark)])) {
    const side = Object.hasOwn(theme.light, name) ? "dark" : "light";
    if (!Object.hasOwn(theme[side], name))
      file.warn("app.theme", `The theme variable "${name}" has no value under "${side}"`, []);
  }
  return theme;
}

/** Replaces the variables in settings by their values on both sides. What has none is left out and reported. */
export function resolveTheme(file: JsonFile, settings: JsonObject, at: JsonPath, theme: Theme): Themed<JsonObject> {
  const missing = (name: string, path: JsonPath): void => {
    const hint = 'Variables need "darkmode": true and a "themeLocation" in app.json that defines them';
    file.warn("app.theme", `There is no theme variable "@${name}"`, path, hint);
  };
  // Reported once, though both sides miss it.
  return {
    light: resolve(settings, at, theme.light, missing),
    dark: resolve(settings, at, theme.dark, () => undefined),
  };
}

type Missing = (name: string, at: JsonPath) => void;

function resolve(settings: JsonObject, at: JsonPath, variables: JsonObject, missing: Missing): JsonObject {
  const entries = Object.entries(settings).flatMap(([key, value]) => {
    const resolved = resolveValue(value, [...at, key], variables, missing);
    return resolved === undefined ? [] : [[key, resolved] as const];
  });
  return Object.fromEntries(entries);
}

function resolveValue(value: unknown, at: JsonPath, variables: JsonObject, missing: Missing): unknown {
  if (Array.isArray(value)) return value.map((entry, index) => resolveValue(entry, [...at, index], variables, missing));
  if (isObject(value)) return resolve(value, at, variables, missing);
  if (typeof value !== "string" || !value.startsWith("@")) return value;
  const name = value.slice(1);
  if (Object.hasOwn(variables, name)) return variables[name];
  missing(name, at);
  return undefined;
}
