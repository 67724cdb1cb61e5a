import { isAbsolute, join, relative, sep } from "node:path";
import { preprocessCSS, resolveConfig, type ResolvedConfig } from "vite";

/** A style sheet as CSS. */
export interface PreprocessedStyle {
  css: string;
  /** Files of the app that it was made of, besides itself. */
  dependencies: string[];
}

/** The packages that style languages need, by ending. */
const PACKAGES: Readonly<Record<string, string>> = { ".less": "less", ".scss": "sass" };

/** Compiles Less and Sass with the packages that the app's project has installed. */
export class Preprocessor {
  readonly #root: string;
  #config: Promise<ResolvedConfig> | undefined;

  /** `root` is the absolute path of the app. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Rejects with the preprocessor's own error. */
  async compile(path: string, text: string): Promise<PreprocessedStyle> {
    // An app's own PostCSS settings are for another tool.
    this.#config ??= resolveConfig(
      { root: this.#root, configFile: false, envFile: false, logLevel: "silent", css: { postcss: {} } },
      "serve",
    );
    const { code, deps } = await preprocessCSS(text, join(this.#root, path), await this.#config);
    return { css: code, dependencies: [...(deps ?? [])].flatMap((file) => this.#pathOf(file) ?? []) };
  }

  #pathOf(file: string): string | undefined {
    const path = relative(this.#root, file);
    return path.startsWith("..") || isAbsolute(path) ? undefined : path.split(sep).join("/");
  }
}

/** The package that a style of this ending needs, `undefined` for plain WXSS. */
export function packageFor(path: string): string | undefined {
  const ending = path.slice(path.lastIndexOf("."));
  return Object.hasOwn(PACKAGES, ending) ? PACKAGES[ending] : undefined;
}
