import { readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { isObject, JsonFile, type JsonObject } from "./json-file.ts";
import type { Problem } from "./problem.ts";
import { ToolError } from "./tool-error.ts";

/** The appid of a project that has none, as in the platform's tools. */
export const DEFAULT_APP_ID = "touristappid";

/** A mini program project on disk. */
export interface Project {
  /** Absolute path of the folder with project.config.json, or with app.json where there is no project file. */
  root: string;
  /** Absolute path of the folder with app.json. */
  miniprogramRoot: string;
  /** @default "touristappid" */
  appId: string;
  /** @default the name of the folder */
  name: string;
  /** `setting.urlCheck` as written. */
  urlCheck: boolean | undefined;
}

const PROJECT_FILE = "project.config.json";
const PRIVATE_PROJECT_FILE = "project.private.config.json";

/**
 * Finds the project in a folder: one with project.config.json (and project.private.config.json, which overrides it) or app.json.
 * Rejects with a {@link ToolError} that says what is missing.
 */
export async function findProject(dir: string): Promise<Project> {
  const root = resolve(dir);
  if (!(await isKind(root, "isDirectory")))
    throw new ToolError("project.missing", `There is no folder ${root}`, { hint: "Name the folder of a mini program" });
  const shared = await readConfig(join(root, PROJECT_FILE));
  const own = await readConfig(join(root, PRIVATE_PROJECT_FILE));
  const config: JsonObject = { ...shared, ...own };
  const setting: JsonObject = { ...objectOf(shared?.["setting"]), ...objectOf(own?.["setting"]) };
  const miniprogramRoot = resolve(root, text(config["miniprogramRoot"]) ?? ".");
  if (!(await isKind(join(miniprogramRoot, "app.json"), "isFile")))
    throw await missingApp(root, miniprogramRoot, shared);
  const urlCheck = setting["urlCheck"];
  return {
    root,
    miniprogramRoot,
    appId: text(config["appid"]) ?? DEFAULT_APP_ID,
    name: text(config["projectname"]) ?? basename(root),
    urlCheck: typeof urlCheck === "boolean" ? urlCheck : undefined,
  };
}

async function missingApp(root: string, miniprogramRoot: string, config: JsonObject | undefined): Promise<ToolError> {
  if (config !== undefined && miniprogramRoot !== root) {
    const hint = `Correct "miniprogramRoot" in ${PROJECT_FILE}: it must name the folder with app.json`;
    return new ToolError("project.missing", `There is no app.json in ${miniprogramRoot}`, {
      file: join(root, PROJECT_FILE),
      hint,
    });
  }
  for (const folder of ["miniprogram", "src", "dist"]) {
    if (!(await isKind(join(root, folder, "app.json"), "isFile"))) continue;
    const hint =
      config === undefined
        ? `There is one in ${join(root, folder)}: name that folder`
        : `Add "miniprogramRoot": "${folder}/" to ${PROJECT_FILE}`;
    return new ToolError("project.missing", `There is no app.json in ${root}`, { hint });
  }
  return new ToolError("project.missing", `${root} is not a mini program: it has no app.json and no ${PROJECT_FILE}`, {
    hint: "Name the folder that has project.config.json or app.json in it",
  });
}

async function readConfig(file: string): Promise<JsonObject | undefined> {
  if (!(await isKind(file, "isFile"))) return undefined;
  const content = await readFile(file, "utf8");
  const problems: Problem[] = [];
  const { value } = new JsonFile(basename(file), content.replace(/^\uFEFF/, ""), problems);
  const [problem] = problems;
  if (problem === undefined) return value;
  const { message, line, column, hint } = problem;
  throw new ToolError("project.config", message, { file, line, column, ...(hint === undefined ? {} : { hint }) });
}

async function isKind(path: string, kind: "isFile" | "isDirectory"): Promise<boolean> {
  try {
    return (await stat(path))[kind]();
  } catch {
    return false;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
