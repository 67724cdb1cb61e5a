import { SourceMap, type SourceMapPayload } from "node:module";
import type { LocateSource } from "../../core/realm/index.ts";

/** Finds the app's own files behind the places in its bundle's script; its source map is read when an error asks for it. */
export function createSourceLocator(scriptName: string, makeSourceMap: () => string): LocateSource {
  let map: SourceMap | undefined;
  return (file, line, column) => {
    if (file !== scriptName) return undefined;
    map ??= new SourceMap(JSON.parse(makeSourceMap()) as SourceMapPayload);
    const entry = map.findEntry(line - 1, column - 1);
    // Lines of no module come out as the last one before them.
    if (!("originalSource" in entry) || entry.generatedLine !== line - 1) return undefined;
    // A script that stays as it is has one mapping for each line.
    const originalColumn = entry.originalColumn + column - entry.generatedColumn;
    return `${entry.originalSource}:${entry.originalLine + 1}:${originalColumn}`;
  };
}
