import type { BundleComponent, BundleManifest, BundleStyles, StyleIsolation } from "../../core/protocol/index.ts";
import { AppFiles } from "./app-files.ts";
import type { AppSource } from "./app-source.ts";
import { assetsOf } from "./assets.ts";
import { readAppConfig, type AppConfig } from "./config/app-config.ts";
import {
  findFile,
  isStyleIsolation,
  readComponents,
  SCRIPT_ENDINGS,
  STYLE_ENDINGS,
  type AppComponent,
} from "./config/component-graph.ts";
import { completeWindow, readWindow } from "./config/window-settings.ts";
import type { Problem } from "./problem.ts";
import { bundleScript } from "./script/bundle-script.ts";
import { ModuleGraph, type AppModule } from "./script/module-graph.ts";
import { scopeName } from "./style/scope-name.ts";
import { StyleGraph, type StyleEntry } from "./style/style-graph.ts";
import { TemplateGraph } from "./template/template-graph.ts";

/** Settings of a compiler. */
export interface CompilerOptions {
  appId: string;
  /** What the project says beside the app's own files; it goes into the manifest as it is. */
  settings?: Pick<BundleManifest, "domains" | "limits" | "formDataEncoding">;
}

/** What every compilation tells. */
interface CompilationReport {
  /** Errors first. */
  problems: Problem[];
  /** What was read, and what was looked for in vain: a change of any of these changes the result. Paths below the app's root. */
  files: string[];
  /** Package files that may be served: images, data, fonts; never sources. */
  assets: string[];
}

/** A compilation without errors. */
export interface Bundle extends CompilationReport {
  ok: true;
  manifest: BundleManifest;
  /** An ES module, see `BundleScript`. */
  script: string;
  styles: BundleStyles;
  /** Makes the source map of the script, as JSON. */
  sourceMap: () => string;
}

/** A compilation with errors, all of which are among the problems. */
export interface FailedCompilation extends CompilationReport {
  ok: false;
  manifest?: undefined;
  script?: undefined;
  styles?: undefined;
  sourceMap?: undefined;
}

/** What a compiler made of an app. */
export type Compilation = Bundle | FailedCompilation;

/** Compiles one app, again and again. */
export interface Compiler {
  /**
   * Compiles the app as it is now. `changedPaths` are the files made, changed or removed since the last time; without them all files are read
   * again. Calls must not overlap.
   */
  compile(changedPaths?: readonly string[]): Promise<Compilation>;
}

/** Makes a compiler for the app in this source. */
export function createCompiler(source: AppSource, options: CompilerOptions): Compiler {
  return new AppCompiler(source, options);
}

class AppCompiler implements Compiler {
  readonly #options: CompilerOptions;
  readonly #files: AppFiles;
  readonly #modules: ModuleGraph;
  readonly #templates: TemplateGraph;
  readonly #styles: StyleGraph;

  constructor(source: AppSource, options: CompilerOptions) {
    this.#options = options;
    this.#files = new AppFiles(source);
    this.#modules = new ModuleGraph(this.#files);
    this.#templates = new TemplateGraph(this.#files);
    this.#styles = new StyleGraph(this.#files, source.root);
  }

  async compile(changedPaths?: readonly string[]): Promise<Compilation> {
    await this.#files.update(changedPaths);
    const problems: Problem[] = [];
    const config = readAppConfig(this.#files, problems);
    const components = readComponents(config, this.#files, problems);
    const scripts = this.#scripts(config, components);
    const templateProblems: Problem[] = [];
    // Scripts are parsed in threads of their own, meanwhile templates are compiled in this one.
    const [modules] = await Promise.all([
      this.#modules.collect(scripts, problems),
      this.#templates.collect(components, templateProblems),
    ]);
    problems.push(...templateProblems);
    applyScriptIsolation(components, modules);
    const appStyle = findFile(this.#files, "app", STYLE_ENDINGS);
    const styles = await this.#styles.collect(styleEntries(appStyle, components), problems);
    const manifest = this.#manifest(config, components, modules, appStyle !== undefined);
    const report: CompilationReport = {
      problems: problems.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error")),
      files: this.#files.asked,
      assets: assetsOf(this.#files.paths, new Set(components.map(({ json }) => json.path))),
    };
    if (problems.some(({ severity }) => severity === "error")) return { ok: false, ...report };
    const { code, sourceMap } = bundleScript(modules, this.#templates.groups());
    return { ok: true, ...report, manifest, script: code, sourceMap, styles };
  }

  #scripts({ json }: AppConfig, components: readonly AppComponent[]): string[] {
    const app = findFile(this.#files, "app", SCRIPT_ENDINGS);
    if (app === undefined && this.#files.has("app.json"))
      json.error("app.missing-file", "There is no app.js", [], "Create it; the least that works is: App({})");
    const scripts = components.flatMap(({ scriptPath }) => scriptPath ?? []);
    return app === undefined ? scripts : [app, ...scripts];
  }

  #manifest(
    config: AppConfig,
    components: readonly AppComponent[],
    modules: readonly AppModule[],
    hasAppStyle: boolean,
  ): BundleManifest {
    const { pages, entryPagePath, tabBar, isDarkMode, isStyleV2, networkTimeout, window, theme } = config;
    const { requiredBackgroundModes } = config;
    const windows = components
      .filter(({ isPage }) => isPage)
      .map(({ path, json }) => [path, completeWindow(window, readWindow(json, json.value, [], theme))] as const);
    return {
      appId: this.#options.appId,
      pages: pages.map(({ path }) => path),
      entryPagePath,
      windows: Object.fromEntries(windows),
      ...(tabBar === undefined ? {} : { tabBar }),
      isDarkMode,
      isStyleV2,
      networkTimeout,
      ...(requiredBackgroundModes === undefined ? {} : { requiredBackgroundModes }),
      ...this.#options.settings,
      components: Object.fromEntries(components.map((component) => [component.path, manifestOf(component)])),
      hasAppStyle,
      modules: modules.map(({ id }) => id),
    };
  }
}

/** A component may say in its script how its style is isolated; that counts more than its json. */
function applyScriptIsolation(components: readonly AppComponent[], modules: readonly AppModule[]): void {
  const scripts = new Map(modules.map(({ source, script }) => [source, script]));
  for (const component of components) {
    const isolation = scripts.get(component.scriptPath ?? "")?.facts.styleIsolation;
    if (isStyleIsolation(isolation)) component.styleIsolation = isolation;
    // A page made with Component is no different from one made with Page.
    else if (component.isPage) component.styleIsolation ??= "shared";
  }
}

function styleEntries(appStyle: string | undefined, components: readonly AppComponent[]): StyleEntry[] {
  const entries = components.flatMap(({ path, stylePath, styleIsolation }): StyleEntry[] =>
    stylePath === undefined ? [] : [{ key: path, path: stylePath, scope: scopeOf(path, styleIsolation) }],
  );
  return appStyle === undefined ? entries : [{ key: "app", path: appStyle, scope: "" }, ...entries];
}

function scopeOf(path: string, isolation: StyleIsolation | undefined): string {
  return isolation === "shared" || isolation === "page-shared" ? "" : scopeName(path);
}

function manifestOf(component: AppComponent): BundleComponent {
  const { path, usingComponents, isComponent, styleIsolation, pureDataPattern, templatePath, stylePath } = component;
  return {
    usingComponents,
    isComponent,
    ...(styleIsolation === undefined ? {} : { styleIsolation }),
    ...(pureDataPattern === undefined ? {} : { pureDataPattern }),
    styleScope: scopeOf(path, styleIsolation),
    hasTemplate: templatePath !== undefined,
    hasStyle: stylePath !== undefined,
  };
}
