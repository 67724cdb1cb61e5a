import { moduleCandidates } from "../../../core/protocol/index.ts";
import type { AppFiles } from "../app-files.ts";
import { withoutEnding } from "../app-path.ts";
import { findJsonError } from "../json-syntax.ts";
import { createProblem, type Problem } from "../problem.ts";
import { compileScript, type CompiledScript } from "./compile-script.ts";
import { NO_FACTS, type Requirement } from "./script-facts.ts";
import { identityMap } from "./source-map.ts";

/** A module of the bundle. */
export interface AppModule {
  /** Path with its ending; `.js` for a TypeScript source. */
  id: string;
  source: string;
  script: CompiledScript;
}

interface CacheEntry {
  text: string;
  script: Promise<CompiledScript>;
}

/** Follows what scripts require, and keeps what was compiled from one build to the next. */
export class ModuleGraph {
  readonly #files: AppFiles;
  readonly #cache = new Map<string, CacheEntry>();

  constructor(files: AppFiles) {
    this.#files = files;
  }

  /** Compiles these scripts and everything that they require. Modules come in the order in which they were found. */
  async collect(sources: readonly string[], problems: Problem[]): Promise<AppModule[]> {
    const found = new Map<string, AppModule>();
    await this.#follow(sources, found, problems, false);
    if ([...found.values()].some(({ script }) => script.facts.hasDynamicRequire)) {
      // Any script of the package may be meant. One that is not meant for the app at all (a build script) must not fail it.
      const others = [...this.#files.paths].filter((path) => /\.(?:js|ts)$/.test(path) && !path.endsWith(".d.ts"));
      // In this order a .js stands before the .ts of the same name.
      await this.#follow(others.toSorted(), found, problems, true);
    }
    const sourcesOfModules = new Set([...found.values()].map(({ source }) => source));
    for (const source of this.#cache.keys()) if (!sourcesOfModules.has(source)) this.#cache.delete(source);
    return [...found.values()].filter(({ script }) => script.errors.length === 0);
  }

  async #follow(
    sources: readonly string[],
    found: Map<string, AppModule>,
    problems: Problem[],
    isGuess: boolean,
  ): Promise<void> {
    for (let wave = [...sources]; wave.length > 0;) {
      const fresh = new Map<string, string>();
      for (const source of wave) {
        const id = moduleId(source);
        if (!found.has(id) && !fresh.has(id)) fresh.set(id, source);
      }
      wave = [];
      for await (const module of inTurn([...fresh], ([id, source]) => this.#compile(id, source))) {
        found.set(module.id, module);
        this.#report(module, problems, isGuess);
        for (const requirement of module.script.facts.requirements) {
          const source = this.#resolve(module.id, requirement.specifier);
          if (source !== undefined) wave.push(source);
          else if (!isGuess) this.#reportMissing(module, requirement, problems);
        }
      }
    }
  }

  async #compile(id: string, source: string): Promise<AppModule> {
    const text = this.#files.read(source) ?? "";
    let entry = this.#cache.get(source);
    if (entry?.text !== text) {
      entry = {
        text,
        script: source.endsWith(".json") ? Promise.resolve(compileJson(source, text)) : compileScript(source, text),
      };
      this.#cache.set(source, entry);
    }
    return { id, source, script: await entry.script };
  }

  /** The file behind the module that a specifier means. */
  #resolve(from: string, specifier: string): string | undefined {
    for (const id of moduleCandidates(from, specifier)) {
      const source = this.#sourceOf(id);
      if (source !== undefined) return source;
    }
    return undefined;
  }

  #sourceOf(id: string): string | undefined {
    if (!/\.(?:js|json)$/.test(id)) return undefined;
    if (this.#files.has(id)) return id;
    const typed = `${withoutEnding(id, ".js")}.ts`;
    return id.endsWith(".js") && this.#files.has(typed) ? typed : undefined;
  }

  #report({ source, script }: AppModule, problems: Problem[], isGuess: boolean): void {
    const text = this.#files.read(source) ?? "";
    const severity = isGuess ? "warning" : "error";
    for (const error of script.errors) problems.push(createProblem({ ...error, severity, file: source, text }));
    for (const warning of script.warnings)
      problems.push(createProblem({ ...warning, severity: "warning", file: source, text }));
  }

  #reportMissing({ id, source }: AppModule, { specifier, offset, isOptional }: Requirement, problems: Problem[]): void {
    problems.push(
      createProblem({
        severity: isOptional ? "warning" : "error",
        code: "script.missing-module",
        message: `There is no module "${specifier}"`,
        file: source,
        text: this.#files.read(source) ?? "",
        offset,
        hint: this.#missingHint(id, specifier),
      }),
    );
  }

  #missingHint(from: string, specifier: string): string {
    const candidates = moduleCandidates(from, specifier).filter((id) => /\.(?:js|json)$/.test(id));
    for (const candidate of candidates) {
      const similar = this.#files.similar(candidate);
      if (similar !== undefined) return `There is ${similar}: letter case matters`;
    }
    if (specifier.endsWith(".ts")) return "Write it without the ending .ts";
    if (candidates.length === 0) return "The path leads out of the app";
    const tried = `Looked for ${candidates.filter((id) => !id.includes("miniprogram_npm/")).join(", ")}`;
    const isPackage = candidates.some((id) => id.startsWith("miniprogram_npm/"));
    return isPackage ? `${tried}, and for a package in miniprogram_npm` : tried;
  }
}

/** How many scripts are parsed at a time: each has a tree a hundred times its size. */
const PARALLEL = 4;

/** Starts a few at a time; the results come in order. */
async function* inTurn<T, R>(entries: readonly T[], start: (entry: T) => Promise<R>): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for (const entry of entries) {
    running.push(start(entry));
    const [first] = running;
    if (running.length < PARALLEL || first === undefined) continue;
    yield await first;
    void running.shift();
  }
  for (const rest of running) yield await rest;
}

/** The id of the module that a source file becomes. */
export function moduleId(source: string): string {
  return source.endsWith(".ts") ? `${withoutEnding(source, ".ts")}.js` : source;
}

function compileJson(path: string, text: string): CompiledScript {
  const offset = findJsonError(text);
  const errors = offset === undefined ? [] : [{ code: "json.syntax" as const, message: `${path} is not JSON`, offset }];
  const value = offset === undefined ? JSON.stringify(JSON.stringify(JSON.parse(text))) : "";
  return {
    start: "",
    body: `module.exports = JSON.parse(${value});`,
    map: identityMap(path, ""),
    facts: NO_FACTS,
    errors,
    warnings: [],
  };
}
