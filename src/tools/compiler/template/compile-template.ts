import { TmplGroup } from "glass-easel-template-compiler";
import { withoutEnding } from "../app-path.ts";
import { createProblem, offsetAt, type Problem } from "../problem.ts";
import { LEAF_TAGS } from "./known-tags.ts";
import type { TemplateFile } from "./template-file.ts";

/** What the template compiler says about a place; it counts lines and columns from 0. */
interface Diagnostic {
  isError: boolean;
  level: "Fatal" | "Error" | "Warn" | "Note";
  code: number;
  message: string;
  startLine: number;
  startColumn: number;
}

const MISSING_END_TAG = 65_543;
const UNEXPECTED_SPACE = 65_552;
const INVALID_SCOPE_NAME = 65_556;

/** A template as JavaScript. */
export interface CompiledTemplate {
  /** The expression that makes the template; meaningless when a problem is an error. */
  code: string;
  problems: Problem[];
}

/** Compiles a template. Old markup renders, with a warning. */
export function compileTemplate(file: TemplateFile): CompiledTemplate {
  const name = withoutEnding(file.path, ".wxml");
  const problems = [...file.problems];
  const leaves: number[] = [];
  // A group of its own, which is freed: what a template is compiled to does not depend on others.
  const group = new TmplGroup();
  try {
    for (const diagnostic of group.addTmpl(name, file.markup) as Diagnostic[]) {
      const offset = offsetAt(file.text, { line: diagnostic.startLine + 1, column: diagnostic.startColumn + 1 });
      const leaf = diagnostic.code === MISSING_END_TAG ? unclosedLeaf(file, offset) : undefined;
      if (leaf !== undefined) leaves.push(leaf);
      const problem = problemOf(file, diagnostic, offset, leaf !== undefined);
      if (problem !== undefined) problems.push(problem);
    }
    // What follows an unclosed <input> is not inside of it. What the compiler says of the second text is known already.
    if (leaves.length > 0) group.addTmpl(name, closeTags(file.markup, leaves));
    problems.push(...setScripts(group, name, file));
    return { code: group.getTmplGenObject(name), problems };
  } finally {
    group.free();
  }
}

/** Replaces the texts of WXS modules by what they were compiled to. No text that was not compiled may stay. */
function setScripts(group: TmplGroup, name: string, file: TemplateFile): Problem[] {
  return (group.getInlineScriptModuleNames(name) as string[]).flatMap((module) => {
    const script = file.inlineScripts.find((script) => script.name === module);
    if (script?.text === group.getInlineScript(name, module)) {
      group.setInlineScript(name, module, script.compiled.code);
      return [];
    }
    const message = `The wxs module "${module}" is written in a way that can't be read`;
    const { path, text } = file;
    return [
      createProblem({
        severity: "error",
        code: "template.syntax",
        message,
        file: path,
        text,
        offset: script?.offset ?? 0,
      }),
    ];
  });
}

/** The offset of the `>` of an element that has no children, if this is one. */
function unclosedLeaf(file: TemplateFile, offset: number): number | undefined {
  const tag = file.tags.find((tag) => tag.offset === offset);
  return tag !== undefined && LEAF_TAGS.has(tag.name) ? tag.endOffset : undefined;
}

function closeTags(markup: string, ends: readonly number[]): string {
  let closed = markup;
  for (const end of ends.toSorted((a, b) => b - a)) closed = `${closed.slice(0, end)}/${closed.slice(end)}`;
  return closed;
}

function problemOf(file: TemplateFile, diagnostic: Diagnostic, offset: number, isLeaf: boolean): Problem | undefined {
  const { isError, level, code, message } = diagnostic;
  // Notes are advice on style, but for names that are dropped. The spaces are ours.
  if ((level === "Note" && code !== INVALID_SCOPE_NAME) || code === UNEXPECTED_SPACE) return undefined;
  const severity = isError ? "error" : "warning";
  const tag = /^[\w-]+/.exec(file.text.slice(offset))?.[0] ?? "";
  const text = code === MISSING_END_TAG ? `<${tag}> has no end tag` : message;
  return createProblem({
    severity,
    code: isError ? "template.syntax" : "template.markup",
    message: text.charAt(0).toUpperCase() + text.slice(1),
    file: file.path,
    text: file.text,
    offset,
    hint: code === MISSING_END_TAG ? missingEndHint(tag, isLeaf) : undefined,
  });
}

function missingEndHint(tag: string, isLeaf: boolean): string {
  return isLeaf ? `Write <${tag} … />` : `Add </${tag}>`;
}
