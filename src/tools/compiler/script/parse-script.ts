import { parse, type ESTree, type ParseResult } from "vite";
import type { ProblemCode } from "../problem.ts";
import { collectFacts, NO_FACTS, type ScriptFacts } from "./script-facts.ts";

/** A message about a place in a script. */
export interface ScriptError {
  code: ProblemCode;
  message: string;
  offset: number;
  hint?: string;
}

/** A script of the app, parsed. */
export interface ParsedScript {
  /** Has `import` or `export`; else it is a CommonJS module. */
  isModule: boolean;
  errors: ScriptError[];
  facts: ScriptFacts;
}

/** What stands in front of a CommonJS module when it is parsed as the function body that it will be. */
const FUNCTION_START = "(function(){";
const FUNCTION_END = "\n})";

const MODULE_HINT = /(?:^|[;}\n])\s*(?:import\b(?!\s*[(.])|export\b)/;

/** Parses JavaScript, decides what kind of module it is, and collects its facts. */
export async function parseScript(path: string, code: string): Promise<ParsedScript> {
  return (MODULE_HINT.test(code) ? await parseModule(path, code) : undefined) ?? (await parseCommonJs(path, code));
}

/** `undefined` when it is no ES module. */
async function parseModule(path: string, code: string): Promise<ParsedScript | undefined> {
  const result = await parse(path, code, {
    lang: "js",
    sourceType: "module",
    showSemanticErrors: true,
    preserveParens: false,
  });
  const { staticImports, staticExports } = result.module;
  const isFatal = result.errors.length > 0 && result.program.body.length === 0;
  if (!isFatal && !result.program.body.some(({ type }) => /^(?:Import|Export)\w*Declaration$/.test(type)))
    return undefined;
  // The hint may be a comment in a CommonJS module.
  if (isFatal && (await parseCommonJs(path, code)).errors.length === 0) return undefined;
  if (result.errors.length > 0)
    return { isModule: true, errors: errorsOf(result, "script.syntax", 0), facts: NO_FACTS };
  const facts = collectFacts(result.program);
  for (const { moduleRequest } of [...staticImports, ...staticExports.flatMap(({ entries }) => entries)]) {
    if (moduleRequest !== null)
      facts.requirements.push({ specifier: moduleRequest.value, offset: moduleRequest.start, isOptional: false });
  }
  return { isModule: true, errors: [], facts };
}

async function parseCommonJs(path: string, code: string): Promise<ParsedScript> {
  const wrapped = FUNCTION_START + code + FUNCTION_END;
  const result = await parse(path, wrapped, {
    lang: "js",
    sourceType: "module",
    showSemanticErrors: true,
    preserveParens: false,
  });
  if (result.errors.length === 0 && isOneFunction(result.program, wrapped.length))
    return { isModule: false, errors: [], facts: moved(collectFacts(result.program), -FUNCTION_START.length) };
  const plain = await parse(path, code, { lang: "js", sourceType: "commonjs", showSemanticErrors: true });
  const errors =
    plain.errors.length > 0
      ? errorsOf(plain, "script.syntax", 0)
      : errorsOf(result, "script.strict-mode", -FUNCTION_START.length);
  // Never let through what was not understood.
  if (errors.length === 0)
    errors.push({ code: "script.syntax", message: "This is not the text of a module", offset: 0 });
  return { isModule: false, errors, facts: NO_FACTS };
}

/** Whether the text is still the one function that it was put into; one that closes it early would run outside of its module. */
function isOneFunction({ body }: ESTree.Program, length: number): boolean {
  const [statement] = body;
  return (
    body.length === 1 &&
    statement?.type === "ExpressionStatement" &&
    statement.expression.type === "FunctionExpression" &&
    statement.expression.end === length - 1
  );
}

function errorsOf(result: ParseResult, code: ProblemCode, move: number): ScriptError[] {
  return result.errors.map(({ message, labels, helpMessage }) => {
    const error: ScriptError = { code, message, offset: Math.max(0, (labels.at(-1)?.start ?? 0) + move) };
    if (code === "script.strict-mode")
      error.hint = "All code of an app runs in strict mode, where this can't be written";
    else if (helpMessage !== null) error.hint = helpMessage;
    return error;
  });
}

function moved(facts: ScriptFacts, by: number): ScriptFacts {
  return {
    ...facts,
    requirements: facts.requirements.map((requirement) => ({ ...requirement, offset: requirement.offset + by })),
    findings: facts.findings.map((finding) => ({ ...finding, offset: finding.offset + by })),
  };
}
