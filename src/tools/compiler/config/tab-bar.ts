import type { TabBar, TabBarItem } from "../../../core/protocol/index.ts";
import type { AppFiles } from "../app-files.ts";
import { resolvePath } from "../app-path.ts";
import { isObject, type JsonFile, type JsonObject } from "../json-file.ts";
import { resolveTheme, type Theme, type Themed } from "./theme.ts";

const MIN_TABS = 2;
const MAX_TABS = 5;

/** Reads `tabBar` of app.json. What is wrong with it is reported. */
export function readTabBar(
  app: JsonFile,
  pages: ReadonlySet<string>,
  files: AppFiles,
  theme: Theme,
): Themed<TabBar> | undefined {
  const settings = app.object("tabBar");
  if (settings === undefined) return undefined;
  const list = app.array("list", settings, ["tabBar"]) ?? [];
  if (list.length < MIN_TABS || list.length > MAX_TABS) {
    const message = `The tab bar has ${list.length} tabs; it must have ${MIN_TABS} to ${MAX_TABS}`;
    app.error("app.tab-bar", message, ["tabBar", "list"], 'Correct "list" of "tabBar" in app.json');
  }
  list.forEach((tab, index) => checkTab(app, tab, index, pages));
  if (settings["custom"] === true)
    app.warn("app.unsupported", "Custom tab bars are not supported; the built-in one is shown", ["tabBar", "custom"]);
  const themed = resolveTheme(app, settings, ["tabBar"], theme);
  const tabBars = { light: tabBarOf(themed.light), dark: tabBarOf(themed.dark) };
  const checked = new Set<string>();
  for (const { list } of [tabBars.light, tabBars.dark])
    list.forEach((tab, index) => checkIcons(app, tab, index, files, checked));
  return tabBars;
}

function checkTab(app: JsonFile, tab: unknown, index: number, pages: ReadonlySet<string>): void {
  const at = ["tabBar", "list", index];
  if (!isObject(tab)) {
    app.error("app.tab-bar", `Tab ${index + 1} must be an object with pagePath and text`, at);
    return;
  }
  const path = app.string("pagePath", tab, at);
  if (path === undefined) app.error("app.tab-bar", `Tab ${index + 1} has no pagePath`, at);
  else if (!pages.has(pagePathOf(path)))
    app.error("app.tab-bar", `The tab page "${path}" is not in app.json`, [...at, "pagePath"], 'Add it to "pages"');
}

function checkIcons(app: JsonFile, tab: TabBarItem, index: number, files: AppFiles, checked: Set<string>): void {
  for (const key of ["iconPath", "selectedIconPath"] as const) {
    const path = tab[key];
    if (path === undefined || checked.has(path)) continue;
    checked.add(path);
    if (files.has(path)) continue;
    const similar = files.similar(path);
    const hint =
      similar === undefined ? "Add the image or correct the path" : `There is ${similar}: letter case matters`;
    app.warn("app.missing-file", `There is no tab icon ${path}`, ["tabBar", "list", index, key], hint);
  }
}

function tabBarOf(settings: JsonObject): TabBar {
  const { color, selectedColor, backgroundColor, borderStyle, position, list } = settings;
  return {
    color: text(color) ?? "#999999",
    selectedColor: text(selectedColor) ?? "#07c160",
    backgroundColor: text(backgroundColor) ?? "#ffffff",
    borderStyle: borderStyle === "white" ? "white" : "black",
    position: position === "top" ? "top" : "bottom",
    list: Array.isArray(list) ? list.filter(isObject).map(tabOf) : [],
  };
}

function tabOf(tab: JsonObject): TabBarItem {
  const item: TabBarItem = { pagePath: pagePathOf(text(tab["pagePath"]) ?? ""), text: text(tab["text"]) ?? "" };
  for (const key of ["iconPath", "selectedIconPath"] as const) {
    const path = resolvePath("app.json", text(tab[key]) ?? "");
    if (path !== undefined && path !== "") item[key] = path;
  }
  return item;
}

function pagePathOf(path: string): string {
  return path.replace(/^\/+/, "");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
