import type { StyleIsolation } from "../../../core/protocol/index.ts";
import type { AppFiles } from "../app-files.ts";
import { packageFolders, resolvePath } from "../app-path.ts";
import { JsonFile, type JsonPath } from "../json-file.ts";
import type { Problem } from "../problem.ts";
import type { AppConfig } from "./app-config.ts";

/** A page or component of the app with its files. */
export interface AppComponent {
  /** Without ending and leading slash. */
  path: string;
  isPage: boolean;
  isComponent: boolean;
  json: JsonFile;
  /** Tag to path, with those of app.json. */
  usingComponents: Record<string, string>;
  /** Tags that stand for a component that the user of this one names. */
  genericTags: string[];
  styleIsolation: StyleIsolation | undefined;
  pureDataPattern: string | undefined;
  scriptPath: string | undefined;
  templatePath: string | undefined;
  stylePath: string | undefined;
}

const ISOLATIONS: readonly unknown[] = [
  "isolated",
  "apply-shared",
  "shared",
  "page-isolated",
  "page-apply-shared",
  "page-shared",
] satisfies StyleIsolation[];

/** Whether a value is one of the platform's ways of style isolation. */
export function isStyleIsolation(value: unknown): value is StyleIsolation {
  return ISOLATIONS.includes(value);
}

/** The first of these endings with which there is a file. */
export function findFile(files: AppFiles, path: string, endings: readonly string[]): string | undefined {
  return endings.map((ending) => path + ending).find((file) => files.has(file));
}

/** Endings of scripts, in the order of preference: where both are there, the `.js` is what the platform runs. */
export const SCRIPT_ENDINGS: readonly string[] = [".js", ".ts"];

/** Endings of styles, in the order of preference. */
export const STYLE_ENDINGS: readonly string[] = [".wxss", ".less", ".scss"];

/** Reads the json of every page, and of every component that is in reach of one. Missing files are reported where they are named. */
export function readComponents(config: AppConfig, files: AppFiles, problems: Problem[]): AppComponent[] {
  const components = new Map<string, AppComponent>();
  const waiting: AppComponent[] = [];
  const add = (path: string, isPage: boolean): void => {
    const component = readComponent(path, isPage, files, problems);
    components.set(path, component);
    waiting.push(component);
  };
  const use = (json: JsonFile): Record<string, string> => {
    const used = readUsedComponents(json, files);
    for (const { path, at } of used.values()) {
      if (!components.has(path)) add(path, false);
      checkUse(json, at, components.get(path));
    }
    return Object.fromEntries([...used].map(([tag, { path }]) => [tag, path]));
  };
  for (const { path, at } of config.pages) {
    add(path, true);
    checkPage(config.json, at, components.get(path), files);
  }
  const shared = use(config.json);
  for (let component = waiting.shift(); component !== undefined; component = waiting.shift())
    component.usingComponents = { ...shared, ...use(component.json) };
  return [...components.values()];
}

function readComponent(path: string, isPage: boolean, files: AppFiles, problems: Problem[]): AppComponent {
  const json = new JsonFile(`${path}.json`, files.read(`${path}.json`) ?? "{}", problems);
  return {
    path,
    isPage,
    isComponent: !isPage || json.value["component"] === true,
    json,
    usingComponents: {},
    genericTags: readGenerics(json),
    styleIsolation: readIsolation(json),
    pureDataPattern: readPattern(json),
    scriptPath: findFile(files, path, SCRIPT_ENDINGS),
    templatePath: findFile(files, path, [".wxml"]),
    stylePath: findFile(files, path, STYLE_ENDINGS),
  };
}

function readGenerics(json: JsonFile): string[] {
  const generics = json.object("componentGenerics");
  if (generics === undefined) return [];
  json.warn("app.unsupported", "Generic components are not supported; they render nothing", ["componentGenerics"]);
  return Object.keys(generics);
}

function readIsolation(json: JsonFile): StyleIsolation | undefined {
  const value = json.value["styleIsolation"];
  if (value === undefined || isStyleIsolation(value)) return value;
  json.warn("json.shape", `"styleIsolation" must be one of ${ISOLATIONS.join(", ")}; it is ignored`, [
    "styleIsolation",
  ]);
  return undefined;
}

function readPattern(json: JsonFile): string | undefined {
  const pattern = json.string("pureDataPattern");
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern).source;
  } catch {
    json.error("json.shape", `"pureDataPattern" is not a regular expression: ${pattern}`, ["pureDataPattern"]);
    return undefined;
  }
}

interface UsedComponent {
  path: string;
  at: JsonPath;
}

function readUsedComponents(json: JsonFile, files: AppFiles): Map<string, UsedComponent> {
  const used = new Map<string, UsedComponent>();
  for (const [tag, target] of Object.entries(json.object("usingComponents") ?? {})) {
    const at = ["usingComponents", tag];
    if (typeof target !== "string") {
      json.error("json.shape", `"usingComponents.${tag}" in ${json.path} must be a path`, at);
    } else if (/^(?:plugin|dynamicLib|ext):\/\//.test(target)) {
      json.warn("app.unsupported", `Plugins are not supported: <${tag}> renders nothing`, at);
    } else {
      const candidates = componentCandidates(json.path, target);
      const path = candidates.find((candidate) => isComponentPath(files, candidate));
      if (path !== undefined) used.set(tag, { path, at });
      else
        json.error(
          "component.missing",
          `The component "${target}" of <${tag}> is not there`,
          at,
          missingHint(files, candidates),
        );
    }
  }
  return used;
}

/** Paths that a component may have, the most likely first. */
function componentCandidates(from: string, target: string): string[] {
  const bases = target.startsWith("/")
    ? [resolvePath("", target)]
    : [
        resolvePath(from, target),
        ...(target.startsWith(".") ? [] : packageFolders(from).map((folder) => resolvePath("", `${folder}/${target}`))),
        resolvePath("", target),
      ];
  const known = new Set(bases.filter((base) => base !== undefined));
  return [...known].flatMap((base) => [base, `${base}/index`]);
}

function isComponentPath(files: AppFiles, path: string): boolean {
  return [".json", ".wxml", ...SCRIPT_ENDINGS].some((ending) => files.has(path + ending));
}

function missingHint(files: AppFiles, candidates: readonly string[]): string {
  for (const candidate of candidates) {
    const similar = files.similar(`${candidate}.json`);
    if (similar !== undefined) return `There is ${similar}: letter case matters`;
  }
  const tried = candidates.map((candidate) => `${candidate}.json`).join(", ");
  const npm = candidates.some((candidate) => candidate.startsWith("miniprogram_npm/"))
    ? '. A package must be built into miniprogram_npm first ("Build npm" in the platform\'s tools)'
    : "";
  return `Looked for ${tried}${npm}`;
}

function checkUse(json: JsonFile, at: JsonPath, component: AppComponent | undefined): void {
  if (component === undefined) return;
  const missing = missingParts(component);
  if (missing !== "")
    json.error("component.missing", `The component "${component.path}" is not complete: there is no ${missing}`, at);
  else if (!component.isPage && component.json.value["component"] !== true)
    json.warn(
      "component.not-declared",
      `"${component.path}" is used as a component, but its json does not say so`,
      at,
      `Add "component": true to ${component.path}.json`,
    );
}

function checkPage(app: JsonFile, at: JsonPath, page: AppComponent | undefined, files: AppFiles): void {
  const missing = page === undefined ? "" : missingParts(page);
  if (page === undefined || missing === "") return;
  const similar = files.similar(`${page.path}.wxml`);
  const hint =
    similar !== undefined && similar !== page.templatePath
      ? `There is ${similar}: letter case matters`
      : 'Create it, or remove the page from "pages" in app.json';
  app.error("app.missing-file", `Page "${page.path}" is not there: there is no ${missing}`, at, hint);
}

/** Names the files that a page or component can't do without. */
function missingParts({ path, scriptPath, templatePath }: AppComponent): string {
  const missing = [];
  if (templatePath === undefined) missing.push(`${path}.wxml`);
  if (scriptPath === undefined) missing.push(`${path}.js`);
  return missing.join(" and no ");
}
