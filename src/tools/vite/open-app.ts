import { createCompiler, createDirectorySource, findProject, type Compiler, type Project } from "../compiler/index.ts";
import { toAppSettings, type AppSettings } from "./app-settings.ts";
import { loadConfig } from "./load-config.ts";

/** An app with all that is said about it. */
export interface OpenedApp {
  project: Project;
  settings: AppSettings;
  /** Absolute paths of what minihost.config.ts imports. */
  imports: readonly string[];
  compiler: Compiler;
}

/** Opens the app in a folder. Rejects with a `ToolError` where there is none, or a file beside it says something wrong. */
export async function openApp(dir: string): Promise<OpenedApp> {
  const project = await findProject(dir);
  const { config, imports } = await loadConfig(project.root);
  const settings = toAppSettings(config, project);
  const { appId, miniprogramRoot } = project;
  const compiler = createCompiler(createDirectorySource(miniprogramRoot), { appId, settings: settings.manifest });
  return { project, settings, imports, compiler };
}
