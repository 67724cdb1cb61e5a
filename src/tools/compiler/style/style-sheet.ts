import postcss, { type AtRule, type ChildNode, type Declaration, type Root, type Rule } from "postcss";
import valueParser from "postcss-value-parser";
import { convertLengths } from "../../../core/protocol/index.ts";
import { resolvePath } from "../app-path.ts";
import { createProblem, type Problem, type ProblemCode } from "../problem.ts";
import { rewriteSelector } from "./selectors.ts";
import { parseStyle, type StyleFile } from "./style-file.ts";

/** Finds an imported style sheet by its path in the app. */
export type FindStyle = (path: string) => Promise<StyleFile | undefined>;

/** A compiled style sheet. */
export interface StyleSheet {
  css: string;
  problems: Problem[];
}

const REMOTE = /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i;

/** Makes one style sheet of a file and all that it imports. `scope` is the class prefix, `""` for none. */
export async function compileStyle(file: StyleFile, scope: string, find: FindStyle): Promise<StyleSheet> {
  const sheet = new StyleSheetCompiler(scope, find);
  const root = await sheet.compile(file, []);
  return { css: root.toString(), problems: sheet.problems };
}

class StyleSheetCompiler {
  readonly problems: Problem[] = [];
  readonly #scope: string;
  readonly #find: FindStyle;
  #hasUselessHost = false;

  constructor(scope: string, find: FindStyle) {
    this.#scope = scope;
    this.#find = find;
  }

  /** `importers` are the files on the way to this one. */
  async compile(file: StyleFile, importers: readonly StyleFile[]): Promise<Root> {
    const { root, problem = file.problem } = parseStyle(file);
    if (problem !== undefined) this.problems.push(problem);
    const imports: AtRule[] = [];
    root.walk((node) => {
      if (node.type === "rule") this.#rewriteRule(file, node);
      else if (node.type === "decl") this.#rewriteDeclaration(file, node);
      else if (node.type === "atrule" && node.name.toLowerCase() === "import") imports.push(node);
      else if (node.type === "atrule" && node.name.toLowerCase() === "charset") node.remove();
    });
    for (const node of imports) await this.#inline(file, node, [...importers, file]);
    return root;
  }

  #rewriteRule(file: StyleFile, rule: Rule): void {
    if (rule.parent?.type === "atrule" && /keyframes$/i.test((rule.parent as AtRule).name)) return;
    const onUselessHost = (): void => {
      if (this.#hasUselessHost) return;
      this.#hasUselessHost = true;
      const message = ":host finds nothing here: only a component with a style of its own has a host";
      this.#report(
        file,
        "warning",
        "style.host",
        message,
        rule,
        'Isolated components have one, and those that are "apply-shared"',
      );
    };
    try {
      rule.selector = rewriteSelector(rule.selector, { scope: this.#scope, onUselessHost });
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
      this.#report(file, "error", "style.syntax", `"${rule.selector}" is not a selector: ${reason}`, rule);
    }
  }

  #rewriteDeclaration(file: StyleFile, declaration: Declaration): void {
    const value = convertLengths(declaration.value);
    if (value !== declaration.value) declaration.value = value;
    if (!/url\(/i.test(value)) return;
    valueParser(value).walk((node) => {
      if (node.type !== "function" || node.value.toLowerCase() !== "url") return;
      const source = node.nodes[0]?.value ?? "";
      if (source === "" || REMOTE.test(source)) return;
      const message = `A style can't use the file "${source}" of the package`;
      const hint = "Use an <image> element, a network URL or a data: URL";
      this.#report(file, "warning", "style.package-image", message, declaration, hint);
    });
  }

  async #inline(file: StyleFile, node: AtRule, importers: readonly StyleFile[]): Promise<void> {
    const { source, media } = readImport(node.params);
    if (source === undefined || REMOTE.test(source)) {
      const message = source === undefined ? "@import needs a path in quotes" : `A style can't import "${source}"`;
      this.#report(
        file,
        source === undefined ? "error" : "warning",
        "style.import",
        message,
        node,
        "Import a file of the app",
      );
      node.remove();
      return;
    }
    const path = resolvePath(file.path, source);
    const imported = path === undefined ? undefined : await this.#find(path);
    if (imported === undefined) {
      const hint = path === undefined ? "The path leads out of the app" : `Looked for ${path}`;
      this.#report(file, "error", "style.missing-file", `There is no style sheet "${source}"`, node, hint);
      node.remove();
    } else if (importers.some((importer) => importer.path === imported.path)) {
      const cycle = [...importers.map((importer) => importer.path), imported.path].join(" → ");
      this.#report(file, "error", "style.import-cycle", `This import leads back to where it came from: ${cycle}`, node);
      node.remove();
    } else {
      const { nodes } = await this.compile(imported, importers);
      node.replaceWith(media === "" ? nodes : postcss.atRule({ name: "media", params: media, nodes }));
    }
  }

  #report(
    { path, text }: StyleFile,
    severity: Problem["severity"],
    code: ProblemCode,
    message: string,
    node: ChildNode,
    hint?: string,
  ): void {
    const offset = node.source?.start?.offset ?? 0;
    this.problems.push(createProblem({ severity, code, message, file: path, text, offset, hint }));
  }
}

/** The path and the media query of an `@import`. */
function readImport(params: string): { source: string | undefined; media: string } {
  const [first, ...rest] = valueParser(params).nodes;
  const media = valueParser.stringify(rest).trim();
  if (first?.type === "string") return { source: first.value, media };
  if (first?.type === "function" && first.value.toLowerCase() === "url")
    return { source: first.nodes[0]?.value, media };
  return { source: undefined, media };
}
