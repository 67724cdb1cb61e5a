import type { BundleManifest, PageWindow, TabBar } from "../../../core/protocol/index.ts";
import type { AppFiles } from "../app-files.ts";
import { isObject, JsonFile, type JsonObject, type JsonPath } from "../json-file.ts";
import { createProblem, type Problem } from "../problem.ts";
import { readTabBar } from "./tab-bar.ts";
import { readTheme, type Theme, type Themed } from "./theme.ts";
import { readWindow } from "./window-settings.ts";

/** A page as app.json names it. */
export interface PageEntry {
  path: string;
  /** Where in app.json. */
  at: JsonPath;
}

/** What app.json says, checked. */
export interface AppConfig {
  json: JsonFile;
  /** In the order of app.json, subpackages last. */
  pages: PageEntry[];
  entryPagePath: string;
  window: Themed<Partial<PageWindow>>;
  theme: Theme;
  tabBar: Themed<TabBar> | undefined;
  isDarkMode: boolean;
  isStyleV2: boolean;
  networkTimeout: BundleManifest["networkTimeout"];
  /** Absent when app.json names none. */
  requiredBackgroundModes: string[] | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/** Reads app.json. Everything that is wrong is reported. */
export function readAppConfig(files: AppFiles, problems: Problem[]): AppConfig {
  const text = files.read("app.json");
  if (text === undefined) {
    const message = "There is no app.json";
    problems.push(
      createProblem({ severity: "error", code: "app.missing-file", message, file: "app.json", text: "", offset: 0 }),
    );
  }
  const json = new JsonFile("app.json", text ?? "{}", problems);
  const pages = text === undefined ? [] : readPages(json, problems);
  const paths = new Set(pages.map(({ path }) => path));
  const theme = readTheme(json, files, problems);
  return {
    json,
    pages,
    entryPagePath: readEntryPage(json, paths) ?? pages[0]?.path ?? "",
    window: readWindow(json, json.object("window") ?? {}, ["window"], theme),
    theme,
    tabBar: readTabBar(json, paths, files, theme),
    isDarkMode: json.value["darkmode"] === true,
    isStyleV2: json.value["style"] === "v2",
    networkTimeout: readTimeouts(json),
    requiredBackgroundModes: readBackgroundModes(json),
  };
}

function readPages(json: JsonFile, problems: Problem[]): PageEntry[] {
  const pages: PageEntry[] = [];
  const seen = new Set<string>();
  const add = (entry: unknown, root: string, at: JsonPath): void => {
    if (typeof entry !== "string" || entry === "") {
      json.error("app.pages", `A page in app.json must be a path, such as "pages/index/index"`, at);
      return;
    }
    const path = `${root}/${entry}`
      .split("/")
      .filter((part) => part !== "" && part !== ".")
      .join("/");
    if (seen.has(path)) {
      json.error("app.pages", `Page "${path}" is in app.json twice`, at, "Remove one of them");
      return;
    }
    seen.add(path);
    pages.push({ path, at });
  };
  const isBroken = problems.some(({ code }) => code === "json.syntax");
  const list = json.array("pages") ?? [];
  list.forEach((entry, index) => add(entry, "", ["pages", index]));
  if (list.length === 0 && !isBroken && !problems.some(({ code }) => code === "json.shape"))
    json.error("app.pages", "app.json names no pages", ["pages"], 'Add "pages": ["pages/index/index"] to app.json');
  for (const key of ["subpackages", "subPackages"]) {
    (json.array(key) ?? []).forEach((subpackage, index) => {
      const at = [key, index];
      const root = isObject(subpackage) ? json.string("root", subpackage, at) : undefined;
      if (!isObject(subpackage) || root === undefined) {
        json.error("app.pages", `A subpackage in app.json must be an object with "root" and "pages"`, at);
        return;
      }
      const entries = json.array("pages", subpackage, at) ?? [];
      entries.forEach((entry, page) => add(entry, root, [...at, "pages", page]));
    });
  }
  return pages;
}

function readEntryPage(json: JsonFile, pages: ReadonlySet<string>): string | undefined {
  const entry = json.string("entryPagePath");
  if (entry === undefined) return undefined;
  const path = entry.replace(/^\/+/, "");
  if (pages.has(path)) return path;
  json.error("app.pages", `The entry page "${entry}" is not in app.json`, ["entryPagePath"], 'Add it to "pages"');
  return undefined;
}

function readBackgroundModes(json: JsonFile): string[] | undefined {
  const modes = json.array("requiredBackgroundModes");
  return modes?.filter((mode) => typeof mode === "string");
}

function readTimeouts(json: JsonFile): BundleManifest["networkTimeout"] {
  const settings: JsonObject = json.object("networkTimeout") ?? {};
  const timeout = (key: string): number => {
    const value = settings[key];
    if (value === undefined) return DEFAULT_TIMEOUT_MS;
    if (typeof value === "number" && value > 0) return value;
    json.warn("json.shape", `"networkTimeout.${key}" in app.json must be a number of milliseconds`, [
      "networkTimeout",
      key,
    ]);
    return DEFAULT_TIMEOUT_MS;
  };
  return {
    request: timeout("request"),
    connectSocket: timeout("connectSocket"),
    uploadFile: timeout("uploadFile"),
    downloadFile: timeout("downloadFile"),
  };
}
