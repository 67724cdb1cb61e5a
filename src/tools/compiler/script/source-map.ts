import { SourceMap as SourceMapReader } from "node:module";
import { offsetAt, positionAt } from "../problem.ts";

/** A source map as tools hand it around. */
export interface SourceMap {
  version: number;
  sources: string[];
  sourcesContent?: string[];
  names: string[];
  mappings: string;
  file?: string;
}

/** A map that leaves every line where it was. */
export function identityMap(path: string, text: string): SourceMap {
  const lines = text.split("\n").length;
  return {
    version: 3,
    sources: [path],
    sourcesContent: [text],
    names: [],
    mappings: `AAAA${";AACA".repeat(lines - 1)}`,
  };
}

/** The offset in the source that an offset in what was made of it comes from. */
export function originalOffset(map: SourceMap, source: string, generated: string, offset: number): number {
  const { line, column } = positionAt(generated, offset);
  const reader = new SourceMapReader({ file: "", sourceRoot: "", sourcesContent: [], ...map });
  const entry = reader.findEntry(line - 1, column - 1);
  if (!("originalLine" in entry)) return 0;
  return offsetAt(source, { line: entry.originalLine + 1, column: entry.originalColumn + 1 });
}
