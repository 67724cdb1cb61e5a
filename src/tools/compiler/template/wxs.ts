import { parseSync, Visitor, type ESTree } from "vite";
import { UNDEFINED_IN_MODULES } from "../../../core/protocol/index.ts";
import { parseScript, type ScriptError } from "../script/parse-script.ts";
import type { Requirement } from "../script/script-facts.ts";

/** A WXS module as JavaScript. Offsets are those of the source. */
export interface CompiledWxs {
  code: string;
  requirements: Requirement[];
  errors: ScriptError[];
}

/** Compiles a WXS module: JavaScript in which `constructor` is the name of a type, and variables need no declaration. */
export async function compileWxs(path: string, text: string): Promise<CompiledWxs> {
  const { isModule, errors, facts } = await parseScript(path, text);
  const found = [...errors];
  if (isModule && errors.length === 0)
    found.push({
      code: "script.syntax",
      message: "WXS has no import and export",
      offset: 0,
      hint: "Use require and module.exports",
    });
  for (const { kind, offset } of facts.findings)
    found.push({ code: "script.syntax", message: `WXS has no ${FINDINGS[kind]}`, offset });
  // The template compiler puts the path into its output as it is.
  if (UNSAFE_PATH.test(path))
    found.push({
      code: "script.syntax",
      message: `${JSON.stringify(path)} can't be the path of WXS code`,
      offset: 0,
      hint: "Rename the file",
    });
  if (found.length > 0) return { code: "", requirements: [], errors: found };
  const globals = facts.implicitGlobals.length === 0 ? "" : `var ${facts.implicitGlobals.join(", ")};`;
  // The template compiler puts nothing behind the text, which may end in a comment.
  return { code: `${globals}${nameConstructors(path, text)}\n`, requirements: facts.requirements, errors: [] };
}

/** What WXS modules find around them, as JavaScript: the two functions of WXS, and none of the browser's. */
export const WXS_RUNTIME: string = `var ${UNDEFINED_IN_MODULES.join(", ")};
var getDate = (...parts) => new Date(...parts);
var getRegExp = (pattern, flags) => new RegExp(pattern, flags);
var $constructorName = (value) => {
  if (value === undefined || value === null) return undefined;
  if (Object.hasOwn(Object(value), "constructor")) return value.constructor;
  return Object.prototype.toString.call(value).slice(8, -1);
};
`;

const UNSAFE_PATH = /['"\\\p{Cc}\u2028\u2029]/u;

const FINDINGS = {
  "dynamic-import": "import()",
  "import-meta": "import.meta",
  "top-level-await": "await",
  eval: "eval and Function",
};

/** Turns `value.constructor` into the name of its type, which is what WXS code compares it with (`=== "Array"`). */
function nameConstructors(path: string, text: string): string {
  if (!/\.\s*constructor\b/.test(text)) return text;
  const { program } = parseSync(path, text, { lang: "js", sourceType: "commonjs" });
  const assigned = new Set<ESTree.Node>();
  const reads: ESTree.MemberExpression[] = [];
  new Visitor({
    AssignmentExpression: ({ left }) => void assigned.add(left),
    MemberExpression: (node) => {
      if (!node.computed && node.property.type === "Identifier" && node.property.name === "constructor")
        reads.push(node);
    },
  }).visit(program);
  let code = text;
  // Inner expressions end before outer ones: from the end to the start, each edit leaves the offsets before it alone.
  const edits = reads
    .filter((node) => !assigned.has(node))
    .flatMap(({ start, end, object }) => [
      { at: start, remove: 0, put: "$constructorName(" },
      { at: object.end, remove: end - object.end, put: ")" },
    ]);
  for (const { at, remove, put } of edits.toSorted((a, b) => b.at - a.at))
    code = code.slice(0, at) + put + code.slice(at + remove);
  return code;
}
