import type { BundleStyles } from "../../../core/protocol/index.ts";
import type { AppFiles } from "../app-files.ts";
import { createProblem, type Problem } from "../problem.ts";
import { packageFor, Preprocessor } from "./preprocess.ts";
import type { StyleFile } from "./style-file.ts";
import { compileStyle, type StyleSheet } from "./style-sheet.ts";

/** A style sheet that the bundle needs. */
export interface StyleEntry {
  /** Its name in the bundle's styles. */
  key: string;
  path: string;
  /** Class prefix, `""` for none. */
  scope: string;
}

interface KnownFile {
  text: string;
  file: Promise<StyleFile>;
  /** Texts of the files that a preprocessor put into it. */
  dependencies: Map<string, string | undefined>;
}

interface KnownSheet {
  entry: StyleEntry;
  /** What each file was made of; the sheet is as good as new while these are the same. */
  parts: Map<string, StyleFile | undefined>;
  sheet: StyleSheet;
}

/** Compiles the styles of an app, and keeps what was compiled from one build to the next. */
export class StyleGraph {
  readonly #files: AppFiles;
  readonly #preprocessor: Preprocessor | undefined;
  readonly #known = new Map<string, KnownFile>();
  #sheets = new Map<string, KnownSheet>();

  /** Without the absolute path of the app's root, Less and Sass are refused. */
  constructor(files: AppFiles, root: string | undefined) {
    this.#files = files;
    this.#preprocessor = root === undefined ? undefined : new Preprocessor(root);
  }

  async collect(entries: readonly StyleEntry[], problems: Problem[]): Promise<BundleStyles> {
    const sheets = new Map<string, KnownSheet>();
    for (const entry of entries) sheets.set(entry.key, await this.#compile(entry));
    this.#sheets = sheets;
    // A file that several sheets import reports each problem once.
    const reported = new Set<string>();
    for (const { sheet } of sheets.values()) {
      for (const problem of sheet.problems) {
        const id = JSON.stringify([problem.file, problem.line, problem.column, problem.message]);
        if (!reported.has(id)) problems.push(problem);
        reported.add(id);
      }
    }
    return Object.fromEntries([...sheets].map(([key, { sheet }]) => [key, sheet.css]));
  }

  async #compile(entry: StyleEntry): Promise<KnownSheet> {
    const known = this.#sheets.get(entry.key);
    if (known !== undefined && known.entry.path === entry.path && known.entry.scope === entry.scope) {
      const isCurrent = await Promise.all(
        [...known.parts].map(async ([path, file]) => (await this.#file(path)) === file),
      );
      if (!isCurrent.includes(false)) return known;
    }
    const parts = new Map<string, StyleFile | undefined>();
    const find = async (path: string): Promise<StyleFile | undefined> => {
      const file = await this.#file(path);
      parts.set(path, file);
      return file;
    };
    const file = await find(entry.path);
    const sheet = file === undefined ? { css: "", problems: [] } : await compileStyle(file, entry.scope, find);
    return { entry, parts, sheet };
  }

  /** The file as CSS; the same object as long as its text is the same. */
  async #file(path: string): Promise<StyleFile | undefined> {
    const text = this.#files.read(path);
    if (text === undefined) {
      this.#known.delete(path);
      return undefined;
    }
    let known = this.#known.get(path);
    if (known === undefined || known.text !== text || this.#isStale(known)) {
      const dependencies = new Map<string, string | undefined>();
      known = { text, dependencies, file: this.#read(path, text, dependencies) };
      this.#known.set(path, known);
    }
    return await known.file;
  }

  #isStale({ dependencies }: KnownFile): boolean {
    return [...dependencies].some(([path, text]) => this.#files.read(path) !== text);
  }

  async #read(path: string, text: string, dependencies: Map<string, string | undefined>): Promise<StyleFile> {
    const needed = packageFor(path);
    if (needed === undefined) return { path, text };
    try {
      if (this.#preprocessor === undefined) throw new Error("The app is not in a folder on disk");
      const { css, dependencies: paths } = await this.#preprocessor.compile(path, text);
      for (const dependency of paths) dependencies.set(dependency, this.#files.read(dependency));
      return { path, text: css };
    } catch (error) {
      return { path, text: "", problem: preprocessorProblem(path, text, needed, error) };
    }
  }
}

function preprocessorProblem(path: string, text: string, needed: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const isMissing = /Preprocessor dependency .* not found/.test(message);
  return createProblem({
    severity: "error",
    code: "style.preprocessor",
    message: isMissing
      ? `${path} needs the package "${needed}", which is not installed`
      : `${path} can't be compiled: ${message}`,
    file: path,
    text,
    offset: 0,
    hint: isMissing ? `Install it in the project: npm install --save-dev ${needed}` : undefined,
  });
}
