import { MODULE_PARAMETERS, UNDEFINED_IN_MODULES } from "../../../core/protocol/index.ts";
import { GLOBALS_RUNTIME } from "./compile-script.ts";
import { ES_MODULE_RUNTIME } from "./es-module.ts";
import type { AppModule } from "./module-graph.ts";
import type { SourceMap } from "./source-map.ts";

/** The script of a bundle and how to find its sources. */
export interface BundledScript {
  code: string;
  /** Makes the source map, as JSON. */
  sourceMap: () => string;
}

const PARAMETERS = [...MODULE_PARAMETERS, ...UNDEFINED_IN_MODULES].join(", ");

interface Section {
  offset: { line: number; column: number };
  map: SourceMap;
}

/**
 * Writes the script of a bundle: an ES module that does nothing but export one function. Each module's body is a function of its own inside
 * the factory, so that it may declare any name that the factory's parameters have.
 */
export function bundleScript(modules: readonly AppModule[], templates: string): BundledScript {
  let code = `export default function (registry) {${ES_MODULE_RUNTIME}${GLOBALS_RUNTIME}\n`;
  let line = countLines(code);
  const sections: Section[] = [];
  for (const { id, script } of modules) {
    code += `registry.define(${JSON.stringify(id)}, function (${PARAMETERS}) { ${script.start}(function () {\n`;
    line++;
    sections.push({ offset: { line, column: 0 }, map: script.map });
    code += `${script.body}\n}).call(this); });\n`;
    line += countLines(script.body) + 2;
  }
  code += `registry.templates(${templates});\n}\n`;
  return { code, sourceMap: () => JSON.stringify({ version: 3, sections }) };
}

/** How many line ends a text has. */
function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
