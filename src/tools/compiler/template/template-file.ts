import { resolvePath, withoutEnding } from "../app-path.ts";
import { createProblem, type Problem, type ProblemCode } from "../problem.ts";
import { compileWxs, type CompiledWxs } from "./wxs.ts";
import { attributeOf, scanWxml, type WxmlTag } from "./wxml-scanner.ts";

/** A file that a template names. */
export interface TemplateReference {
  /** As written. */
  source: string;
  /** Path with its ending, `undefined` when it leads out of the app. */
  path: string | undefined;
  offset: number;
}

/** A WXS module written in a template. */
export interface InlineScript {
  name: string;
  text: string;
  offset: number;
  compiled: CompiledWxs;
}

/** A WXML file, read for everything but its tree. */
export interface TemplateFile {
  path: string;
  text: string;
  /** The text with old markup brought up to date; every place is where it was. */
  markup: string;
  tags: WxmlTag[];
  templates: TemplateReference[];
  scripts: TemplateReference[];
  inlineScripts: InlineScript[];
  problems: Problem[];
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/** Reads a WXML file and brings its markup up to date. */
export async function readTemplate(path: string, text: string): Promise<TemplateFile> {
  const tags = scanWxml(text);
  const file: TemplateFile = {
    path,
    text,
    markup: text,
    tags,
    templates: [],
    scripts: [],
    inlineScripts: [],
    problems: [],
  };
  for (const tag of tags) {
    if (tag.name === "wxs") await readScript(file, tag);
    else if (tag.name === "import" || tag.name === "include") addReference(file, tag, file.templates, ".wxml");
    renameOldAttributes(file, tag);
  }
  return file;
}

async function readScript(file: TemplateFile, tag: WxmlTag): Promise<void> {
  const { value: name, valueOffset } = attributeOf(tag, "module") ?? {};
  // The template compiler puts the name into its output as it is.
  if (name === undefined || !IDENTIFIER.test(name)) {
    const message =
      name === undefined ? "A wxs element needs a module name" : `"${name}" can't be the name of a wxs module`;
    report(
      file,
      "error",
      "template.syntax",
      message,
      valueOffset ?? tag.offset,
      'Write it like this: <wxs module="tools" src="./tools.wxs" />',
    );
    return;
  }
  if (file.inlineScripts.some((script) => script.name === name)) {
    report(file, "error", "template.syntax", `There is a wxs module "${name}" already`, valueOffset ?? tag.offset);
    return;
  }
  const { rawText, rawOffset = 0 } = tag;
  if (attributeOf(tag, "src") === undefined) {
    const compiled = await compileWxs(file.path, rawText ?? "");
    for (const { code, message, offset, hint } of compiled.errors)
      report(file, "error", code, message, rawOffset + offset, hint);
    file.inlineScripts.push({ name, text: rawText ?? "", offset: rawOffset, compiled });
    return;
  }
  addReference(file, tag, file.scripts, ".wxs");
  if (rawText === undefined || rawText.trim() === "") return;
  replace(file, rawOffset, rawText.replace(/[^\n]/g, " "));
  report(file, "warning", "template.markup", "A wxs element with src has no text of its own: it is ignored", rawOffset);
}

function addReference(file: TemplateFile, tag: WxmlTag, references: TemplateReference[], ending: string): void {
  const attribute = attributeOf(tag, "src");
  // The template compiler reports one that is missing.
  if (attribute?.value === undefined || attribute.value === "") return;
  const path = resolvePath(file.path, withoutEnding(attribute.value, ending));
  references.push({
    source: attribute.value,
    path: path === undefined ? undefined : path + ending,
    offset: attribute.valueOffset,
  });
}

/** The names that the first libraries of the platform had. */
const OLD_ATTRIBUTES: Readonly<Record<string, string>> = { "wx:for-items": "wx:for" };

function renameOldAttributes(file: TemplateFile, tag: WxmlTag): void {
  for (const { name, offset } of tag.attributes) {
    const current = Object.hasOwn(OLD_ATTRIBUTES, name) ? OLD_ATTRIBUTES[name] : undefined;
    if (current === undefined) continue;
    // Spaces before the "=" keep the places of what follows.
    replace(file, offset, current.padEnd(name.length));
    report(file, "warning", "template.markup", `${name} is old: the platform calls it ${current} now`, offset);
  }
}

function replace(file: TemplateFile, offset: number, put: string): void {
  file.markup = file.markup.slice(0, offset) + put + file.markup.slice(offset + put.length);
}

function report(
  file: TemplateFile,
  severity: Problem["severity"],
  code: ProblemCode,
  message: string,
  offset: number,
  hint?: string,
): void {
  file.problems.push(createProblem({ severity, code, message, file: file.path, text: file.text, offset, hint }));
}
