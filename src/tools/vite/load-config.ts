import { stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { runnerImport, type Plugin } from "vite";
import { ToolError } from "../compiler/index.ts";
import { checkConfig, type MinihostConfig } from "./minihost-config.ts";

/** Names of the configuration file; the first that is there counts. */
export const CONFIG_FILES: readonly string[] = ["ts", "mts", "js", "mjs"].map((ending) => `minihost.config.${ending}`);

/** A configuration, and the files that it was read from. */
export interface LoadedConfig {
  config: MinihostConfig;
  /** Absolute paths of what the configuration file imports; empty without such a file. */
  imports: string[];
}

/**
 * Loads the configuration in a project's folder; where there is none, everything has its default. Rejects with a {@link ToolError} for a
 * file that can't be run, or that says something wrong.
 */
export async function loadConfig(root: string): Promise<LoadedConfig> {
  const file = await findConfig(root);
  if (file === undefined) return { config: {}, imports: [] };
  const { module, dependencies } = await run(root, file);
  return { config: checkConfig(module.default, file), imports: dependencies.filter((path) => isAbsolute(path)) };
}

async function findConfig(root: string): Promise<string | undefined> {
  for (const name of CONFIG_FILES) {
    const found = await stat(join(root, name)).catch(() => undefined);
    if (found?.isFile() === true) return join(root, name);
  }
  return undefined;
}

async function run(root: string, file: string): Promise<{ module: { default?: unknown }; dependencies: string[] }> {
  try {
    // Without its postcss option, Vite would look for a configuration of PostCSS in all folders above.
    return await runnerImport(file, { root, logLevel: "silent", css: { postcss: {} }, plugins: [ownPackage] });
  } catch (cause) {
    throw loadError(file, cause);
  }
}

/** Lets a configuration import `defineConfig` where this package is not installed beside the app, as with `npx minihost`. */
const ownPackage: Plugin = {
  name: "minihost-config",
  enforce: "pre",
  resolveId: (id) => (id === "minihost/vite" ? "\0minihost/vite" : undefined),
  load: (id) => (id === "\0minihost/vite" ? "export const defineConfig = (config) => config;" : undefined),
};

/** A mistake in the syntax, as the bundler reports it. */
interface SyntaxMistake {
  message: string;
  /** Columns count from 0. */
  loc: { file: string; line: number; column: number };
}

function loadError(file: string, cause: unknown): ToolError {
  const [syntax] = syntaxMistakesOf(cause);
  if (syntax !== undefined) {
    const { loc } = syntax;
    const [first = ""] = stripVTControlCharacters(syntax.message).split("\n");
    const message = first.replace(/^\[\w+\]\s*/, "");
    return new ToolError("config.load", message, { file: loc.file, line: loc.line, column: loc.column + 1, cause });
  }
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const hint = /\b(?:module|exports|require) is not defined/.test(message)
    ? "It is an ES module: write import and export default"
    : undefined;
  return new ToolError("config.load", `The configuration can't be loaded: ${message}`, { file, hint, cause });
}

function syntaxMistakesOf(cause: unknown): SyntaxMistake[] {
  if (!(cause instanceof Error) || !("errors" in cause) || !Array.isArray(cause.errors)) return [];
  return cause.errors.filter((error: unknown): error is SyntaxMistake => {
    return error instanceof Error && "loc" in error && typeof error.loc === "object" && error.loc !== null;
  });
}
