import { createHash } from "node:crypto";
import { basename, dirname, relative, sep } from "node:path";
import type { DevProblem } from "../../core/protocol/index.ts";
import { findProject, type Bundle, type Compilation, type Compiler, type Project } from "../compiler/index.ts";
import { toAppSettings, type AppSettings } from "./app-settings.ts";
import { CONFIG_FILES } from "./load-config.ts";
import { openApp } from "./open-app.ts";
import { problemOf } from "./problem-text.ts";
import { RebuildQueue } from "./rebuild-queue.ts";

/** The last compilation of an app that had no errors. */
export interface DevBundle extends Pick<Bundle, "manifest" | "styles" | "script" | "sourceMap"> {
  /** Absolute path of the app. */
  root: string;
  /** Paths below {@link DevBundle.root}, `/`-separated. */
  assets: ReadonlySet<string>;
  /** What holds for the app beside its own files. */
  settings: AppSettings;
  /** Differs when anything of the bundle differs. */
  version: string;
}

/** Files beside the app that say how it is compiled. */
const PROJECT_FILES = new Set(["project.config.json", "project.private.config.json", ...CONFIG_FILES]);

/** An app that is compiled anew whenever its files change. */
export class DevApp {
  readonly #dir: string;
  readonly #onCompiled: () => void;
  readonly #queue = new RebuildQueue((files) => this.#build(files));
  #project: Project;
  #settings: AppSettings = toAppSettings({});
  /** Absolute paths of what minihost.config.ts imports. */
  #imports: readonly string[] = [];
  #compiler: Compiler | undefined;
  #problems: readonly DevProblem[] = [];
  #bundle: DevBundle | undefined;
  #assetChanges = 0;
  #isClosed = false;

  private constructor(dir: string, project: Project, onCompiled: () => void) {
    this.#dir = dir;
    this.#project = project;
    this.#onCompiled = onCompiled;
  }

  /**
   * Finds the app in this folder and begins to compile it; `onCompiled` is called after each compilation. Rejects with a
   * `ToolError` when there is no app.
   */
  static async open(dir: string, onCompiled: () => void): Promise<DevApp> {
    const app = new DevApp(dir, await findProject(dir), onCompiled);
    app.#queue.start();
    return app;
  }

  /** Folders to watch, absolute. */
  get folders(): string[] {
    return [this.#project.root, this.#project.miniprogramRoot];
  }

  /** All problems of the last compilation. */
  get problems(): readonly DevProblem[] {
    return this.#problems;
  }

  /** `undefined` until a compilation had no errors. */
  get bundle(): DevBundle | undefined {
    return this.#bundle;
  }

  /** Takes the absolute path of a file that was made, changed or removed. */
  changed(file: string): void {
    if (this.#isProjectFile(file) || this.#appPath(file) !== undefined) this.#queue.add(file);
  }

  /** Resolves when no compilation runs. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }

  /** Resolves when the compilation that runs is over; `onCompiled` is not called any more. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#queue.close();
  }

  async #build(files: string[]): Promise<void> {
    try {
      this.#take(await this.#compile(files), files);
    } catch (error) {
      this.#problems = [problemOf(error)];
    }
    if (!this.#isClosed) this.#onCompiled();
  }

  /** A change of the project, too, needs another compiler. One that failed may have half of a change: the next build begins anew. */
  async #compile(files: string[]): Promise<Compilation> {
    const compiler = files.some((file) => this.#isProjectFile(file)) ? undefined : this.#compiler;
    this.#compiler = undefined;
    if (compiler !== undefined) {
      const paths = files.map((file) => this.#appPath(file)).filter((path) => path !== undefined);
      const compilation = await compiler.compile(paths);
      this.#compiler = compiler;
      return compilation;
    }
    const opened = await openApp(this.#dir);
    this.#project = opened.project;
    this.#settings = opened.settings;
    this.#imports = opened.imports;
    const compilation = await opened.compiler.compile();
    this.#compiler = opened.compiler;
    return compilation;
  }

  #take(compilation: Compilation, files: string[]): void {
    this.#problems = compilation.problems;
    if (!compilation.ok) return;
    const { manifest, styles, script, sourceMap } = compilation;
    const root = this.#project.miniprogramRoot;
    const assets = new Set(compilation.assets);
    if (files.some((file) => assets.has(this.#appPath(file) ?? ""))) this.#assetChanges++;
    const settings = this.#settings;
    const content = JSON.stringify([manifest, settings, styles, script, [...assets], this.#assetChanges]);
    const version = createHash("sha256").update(content).digest("base64url").slice(0, 16);
    this.#bundle = { manifest, styles, script, sourceMap, root, assets, settings, version };
  }

  /** Whether the file says how the app is compiled. */
  #isProjectFile(file: string): boolean {
    return this.#imports.includes(file) || (dirname(file) === this.#project.root && PROJECT_FILES.has(basename(file)));
  }

  /** The path of a file below the app's root; `undefined` where the app's compiler does not look. */
  #appPath(file: string): string | undefined {
    const path = relative(this.#project.miniprogramRoot, file).split(sep).join("/");
    return path === "" || /(?:^|\/)(?:\.|node_modules\/)/.test(path) ? undefined : path;
  }
}
