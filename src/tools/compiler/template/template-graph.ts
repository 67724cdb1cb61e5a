import { TmplGroup } from "glass-easel-template-compiler";
import type { AppFiles } from "../app-files.ts";
import { resolvePath, withoutEnding } from "../app-path.ts";
import type { AppComponent } from "../config/component-graph.ts";
import { createProblem, type Problem } from "../problem.ts";
import { compileTemplate, type CompiledTemplate } from "./compile-template.ts";
import { KNOWN_TAGS } from "./known-tags.ts";
import { readTemplate, type TemplateFile, type TemplateReference } from "./template-file.ts";
import { compileWxs, WXS_RUNTIME, type CompiledWxs } from "./wxs.ts";

/** The end of what the template compiler writes: its variable with all templates is the result. */
const FRAME_END = "return G})()";

/** Names that the view makes elements of. */
const TAG_NAME = /^[A-Za-z][\w-]*$/;

interface KnownTemplate extends CompiledTemplate {
  file: TemplateFile;
}

interface KnownScript {
  text: string;
  compiled: CompiledWxs;
}

/** Follows what templates import and include, and keeps what was compiled from one build to the next. */
export class TemplateGraph {
  readonly #files: AppFiles;
  readonly #templates = new Map<string, KnownTemplate>();
  readonly #scripts = new Map<string, KnownScript>();

  constructor(files: AppFiles) {
    this.#files = files;
  }

  /** Compiles the templates of these components and everything that they use. */
  async collect(components: readonly AppComponent[], problems: Problem[]): Promise<void> {
    const tagsByTemplate = new Map<string, Set<string>>();
    for (const { templatePath, usingComponents, genericTags } of components) {
      if (templatePath === undefined) continue;
      const tags = [...Object.keys(usingComponents), ...genericTags];
      for (const path of await this.#reach(templatePath)) {
        const known = tagsByTemplate.get(path);
        if (known === undefined) tagsByTemplate.set(path, new Set(tags));
        else for (const tag of tags) known.add(tag);
      }
    }
    const scripts = new Set<string>();
    for (const [path, tags] of tagsByTemplate) {
      const template = await this.#template(path);
      if (template === undefined) continue;
      problems.push(...template.problems);
      this.#reportMissing(template.file, problems);
      reportUnknownTags(template.file, tags, problems);
      for (const script of this.#scriptsOf(template.file, problems))
        await this.#collectScript(script, scripts, problems);
    }
    this.#forget(tagsByTemplate, scripts);
  }

  /** The expression that makes all templates, for `BundleRegistry.templates`. */
  groups(): string {
    const frame = this.#frame();
    // A template finds those that it imports by their paths in `G`, when it is used.
    const templates = [...this.#templates].map(
      ([path, { code }]) => `G[${JSON.stringify(withoutEnding(path, ".wxml"))}]=${code};`,
    );
    return [frame.slice(0, -FRAME_END.length), ...templates, FRAME_END].join("\n");
  }

  /** The same expression without the templates: what they call, and the WXS modules. */
  #frame(): string {
    const group = new TmplGroup();
    try {
      const hasInlineScripts = [...this.#templates.values()].some(({ file }) => file.inlineScripts.length > 0);
      if (hasInlineScripts || this.#scripts.size > 0) group.setExtraRuntimeScript(WXS_RUNTIME);
      // A group without scripts has no loader of scripts, which those within templates need too.
      if (hasInlineScripts) group.addScript("", "");
      for (const [path, { compiled }] of this.#scripts) {
        group.addScript(path, compiled.code);
        // A template names its scripts without the ending.
        group.addScript(withoutEnding(path, ".wxs"), `module.exports = require(${JSON.stringify(`/${path}`)});\n`);
      }
      const frame = group.getTmplGenObjectGroups();
      if (!frame.endsWith(FRAME_END))
        throw new Error("The template compiler writes its output in a way that is not known");
      return frame;
    } finally {
      group.free();
    }
  }

  /** The template and all that it imports and includes. */
  async #reach(path: string): Promise<Set<string>> {
    const reached = new Set([path]);
    for (const next of reached) {
      for (const { path: reference } of (await this.#template(next))?.file.templates ?? [])
        if (reference !== undefined && this.#files.has(reference)) reached.add(reference);
    }
    return reached;
  }

  async #template(path: string): Promise<KnownTemplate | undefined> {
    const text = this.#files.read(path);
    if (text === undefined) return undefined;
    let template = this.#templates.get(path);
    if (template?.file.text !== text) {
      const file = await readTemplate(path, text);
      template = { file, ...compileTemplate(file) };
      this.#templates.set(path, template);
    }
    return template;
  }

  #reportMissing(file: TemplateFile, problems: Problem[]): void {
    for (const reference of [...file.templates, ...file.scripts]) {
      if (reference.path !== undefined && this.#files.has(reference.path)) continue;
      problems.push(this.#missing(file.path, file.text, reference));
    }
  }

  #missing(file: string, text: string, { source, path, offset }: TemplateReference): Problem {
    const similar = path === undefined ? undefined : this.#files.similar(path);
    let hint = path === undefined ? "The path leads out of the app" : `Looked for ${path}`;
    if (similar !== undefined) hint = `There is ${similar}: letter case matters`;
    const message = `There is no file "${source}"`;
    return createProblem({ severity: "error", code: "template.missing-file", message, file, text, offset, hint });
  }

  /** The WXS files that a template names, and those that its own scripts require. */
  #scriptsOf(file: TemplateFile, problems: Problem[]): string[] {
    const paths = file.scripts.flatMap(({ path }) => (path !== undefined && this.#files.has(path) ? [path] : []));
    const required = file.inlineScripts.flatMap(({ compiled, offset }) =>
      this.#requiredBy(file.path, file.text, compiled, offset, problems),
    );
    return [...paths, ...required];
  }

  async #collectScript(path: string, collected: Set<string>, problems: Problem[]): Promise<void> {
    if (collected.has(path)) return;
    collected.add(path);
    const { text, compiled } = await this.#script(path);
    for (const error of compiled.errors)
      problems.push(createProblem({ ...error, severity: "error", file: path, text }));
    for (const required of this.#requiredBy(path, text, compiled, 0, problems))
      await this.#collectScript(required, collected, problems);
  }

  async #script(path: string): Promise<KnownScript> {
    const text = this.#files.read(path) ?? "";
    let script = this.#scripts.get(path);
    if (script?.text !== text) {
      script = { text, compiled: await compileWxs(path, text) };
      this.#scripts.set(path, script);
    }
    return script;
  }

  #requiredBy(from: string, text: string, compiled: CompiledWxs, move: number, problems: Problem[]): string[] {
    return compiled.requirements.flatMap(({ specifier, offset }) => {
      const base = resolvePath(from, withoutEnding(specifier, ".wxs"));
      const path = base === undefined ? undefined : `${base}.wxs`;
      if (path !== undefined && this.#files.has(path)) return [path];
      problems.push(this.#missing(from, text, { source: specifier, path, offset: offset + move }));
      return [];
    });
  }

  /** Drops what is not in use any more. */
  #forget(templates: ReadonlyMap<string, unknown>, scripts: ReadonlySet<string>): void {
    for (const path of this.#templates.keys()) if (!templates.has(path)) this.#templates.delete(path);
    for (const path of this.#scripts.keys()) if (!scripts.has(path)) this.#scripts.delete(path);
  }
}

function reportUnknownTags(
  { path, text, tags }: TemplateFile,
  components: ReadonlySet<string>,
  problems: Problem[],
): void {
  const reported = new Set<string>();
  for (const { name, offset } of tags) {
    if (KNOWN_TAGS.has(name) || components.has(name) || reported.has(name)) continue;
    reported.add(name);
    const place = { file: path, text, offset };
    if (!TAG_NAME.test(name)) {
      const message = `"${name}" can't be the name of an element`;
      problems.push(createProblem({ severity: "error", code: "template.syntax", message, ...place }));
      continue;
    }
    const message = `<${name}> is no component of the platform or of the app`;
    const hint = 'Add it to "usingComponents" in the json of the page or component';
    problems.push(createProblem({ severity: "warning", code: "template.unknown-tag", message, hint, ...place }));
  }
}
