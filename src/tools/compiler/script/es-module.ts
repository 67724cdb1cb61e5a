import { moduleRunnerTransform } from "vite";
import type { SourceMap } from "./source-map.ts";

/** An ES module as the body of a CommonJS one. */
export interface ConvertedModule {
  code: string;
  map: SourceMap;
}

const IMPORT = /^(const __vite_ssr_import_\d+__ = )await (?=__vite_ssr_import__\()/gm;

/**
 * Turns an ES module into the body of a CommonJS module: imports are read through their module at each use (live), exports are getters.
 * Vite does that for its module runner, whose imports wait; here they are calls of `require`. {@link ES_MODULE_START} must stand before it.
 */
export async function convertModule(path: string, code: string, map: SourceMap | null): Promise<ConvertedModule> {
  // Its type asks for the methods of a map, which it does not call.
  const previous = map as Parameters<typeof moduleRunnerTransform>[1];
  const result = await moduleRunnerTransform(code, previous, path, code);
  if (result === null || result.map === null || !("sources" in result.map))
    throw new Error(`${path} was not converted`);
  return { code: result.code.replace(IMPORT, "$1"), map: result.map };
}

/** Declares what a converted module calls. Strict as every ES module, also where the bundle's script is not. */
export const ES_MODULE_START = `"use strict"; const { __vite_ssr_import__, __vite_ssr_exportName__, __vite_ssr_exportAll__ } = $minihostModule(require, exports);`;

/**
 * The function that {@link ES_MODULE_START} calls, as JavaScript. A CommonJS module that is imported is its own default export; its
 * properties are its named exports, also those that come later, as happens in import cycles.
 */
export const ES_MODULE_RUNTIME = `
const $minihostModule = (require, exports) => {
  const define = (target, name, get) => Object.defineProperty(target, name, { enumerable: true, configurable: true, get });
  const namespace = (module, isNamed) => {
    if (module === null || (typeof module !== "object" && typeof module !== "function")) return { default: module };
    if (module.__esModule) return module;
    const result = Object.create(module);
    if (!isNamed) for (const name of Object.keys(module)) define(result, name, () => module[name]);
    return define(result, "default", () => module);
  };
  Object.defineProperty(exports, "__esModule", { value: true });
  return {
    __vite_ssr_import__: (path, names) => namespace(require(path), names !== undefined),
    __vite_ssr_exportName__: (name, get) => define(exports, name, get),
    __vite_ssr_exportAll__: (module) => {
      for (const name of Object.keys(module)) {
        if (name !== "default" && !Object.hasOwn(exports, name)) define(exports, name, () => module[name]);
      }
    },
  };
};`;
