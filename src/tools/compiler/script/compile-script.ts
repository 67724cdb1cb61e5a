import { parse, transformWithOxc } from "vite";
import { convertModule, ES_MODULE_START } from "./es-module.ts";
import { parseScript, type ParsedScript, type ScriptError } from "./parse-script.ts";
import { NO_FACTS, type Finding, type ScriptFacts } from "./script-facts.ts";
import { identityMap, originalOffset, type SourceMap } from "./source-map.ts";

/** A script as the body of a CommonJS module. Offsets are those of the source. */
export interface CompiledScript {
  /** Statements that must stand before the body, on one line. */
  start: string;
  body: string;
  map: SourceMap;
  facts: ScriptFacts;
  errors: ScriptError[];
  warnings: ScriptError[];
}

/** Compiles one JavaScript or TypeScript file. A CommonJS module stays as it is. */
export async function compileScript(path: string, source: string): Promise<CompiledScript> {
  const plain = path.endsWith(".ts") ? await stripTypes(path, source) : { code: source, map: null, errors: [] };
  const { code, map } = plain;
  if (plain.errors.length > 0) return failed(path, plain.errors);
  const parsed = await parseScript(path, code);
  if (map !== null) moveToSource(parsed, (offset) => originalOffset(map, source, code, offset));
  const errors = [...parsed.errors, ...findingsOf(parsed.facts, ERRORS)];
  if (errors.length > 0) return failed(path, errors, parsed.facts);
  const body = parsed.isModule ? await convertModule(path, code, map) : { code, map: map ?? identityMap(path, source) };
  const { implicitGlobals } = parsed.facts;
  const globals = implicitGlobals.length === 0 ? "" : `$minihostGlobals(${JSON.stringify(implicitGlobals)}); `;
  return {
    start: globals + (parsed.isModule ? ES_MODULE_START : ""),
    body: body.code,
    map: { ...body.map, sources: [path], sourcesContent: [source] },
    facts: parsed.facts,
    errors: [],
    warnings: findingsOf(parsed.facts, WARNINGS),
  };
}

/**
 * The function that declares what a module assigns to without declaring it, as JavaScript: bundles run in strict mode, where such an
 * assignment fails unless the global object has the name already.
 */
export const GLOBALS_RUNTIME = `
const $minihostGlobals = (names) => {
  for (const name of names) if (!(name in globalThis)) globalThis[name] = undefined;
};`;

function failed(path: string, errors: ScriptError[], facts = NO_FACTS): CompiledScript {
  return { start: "", body: "", map: identityMap(path, ""), facts, errors, warnings: [] };
}

interface PlainScript {
  code: string;
  map: SourceMap | null;
  errors: ScriptError[];
}

async function stripTypes(path: string, source: string): Promise<PlainScript> {
  const { errors } = await parse(path, source, { lang: "ts", sourceType: "unambiguous", showSemanticErrors: true });
  if (errors.length > 0) {
    const found = errors.map(({ message, labels }): ScriptError => {
      return { code: "script.syntax", message, offset: labels.at(-1)?.start ?? 0 };
    });
    return { code: "", map: null, errors: found };
  }
  const { code, map } = await transformWithOxc(source, path, { lang: "ts", sourcemap: true, tsconfig: false });
  return { code, map: map ?? null, errors: [] };
}

function moveToSource({ facts, errors }: ParsedScript, move: (offset: number) => number): void {
  for (const place of [...errors, ...facts.requirements, ...facts.findings]) place.offset = move(place.offset);
}

type Messages = Partial<Record<Finding["kind"], Omit<ScriptError, "offset">>>;

const ERRORS: Messages = {
  "dynamic-import": {
    code: "script.dynamic-import",
    message: "A mini program can't load code with import()",
    hint: 'Use require("./module"), or an import at the top of the file',
  },
  "import-meta": { code: "script.syntax", message: "A mini program has no import.meta" },
  "top-level-await": {
    code: "script.top-level-await",
    message: "await must be in an async function: modules of a mini program load at once",
  },
};

const WARNINGS: Messages = {
  eval: { code: "script.no-eval", message: "A mini program can't make code from text: this call will fail" },
};

function findingsOf({ findings }: ScriptFacts, messages: Messages): ScriptError[] {
  return findings.flatMap(({ kind, offset }) => {
    const message = messages[kind];
    return message === undefined ? [] : [{ ...message, offset }];
  });
}
