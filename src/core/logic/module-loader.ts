import { moduleCandidates, type ModuleFactory } from "../protocol/index.ts";

interface Module {
  exports: unknown;
}

/** Runs the modules of an app: each once, when it is first required. */
export class ModuleLoader {
  readonly #factories = new Map<string, ModuleFactory>();
  readonly #modules = new Map<string, Module>();
  readonly #globals: readonly unknown[];

  /** `globals` are the values of the module parameters after `require, module, exports`. */
  constructor(globals: readonly unknown[]) {
    this.#globals = globals;
  }

  /** Registers a module by its id, such as `utils/x.js`. */
  define(id: string, factory: ModuleFactory): void {
    this.#factories.set(id, factory);
  }

  has(id: string): boolean {
    return this.#factories.has(id);
  }

  /** Runs a module if it has not run yet, and returns its exports. A module that throws may be tried again. */
  run(id: string): unknown {
    const known = this.#modules.get(id);
    if (known !== undefined) return known.exports;
    const factory = this.#factories.get(id);
    if (factory === undefined) throw new Error(`module '${id}' is not defined`);
    const module: Module = { exports: {} };
    this.#modules.set(id, module);
    try {
      factory.call(module.exports, this.#requireFrom(id), module, module.exports, ...this.#globals);
    } catch (error) {
      this.#modules.delete(id);
      throw error;
    }
    return module.exports;
  }

  /** Finds the module that `specifier` means in the module `from`. */
  resolve(from: string, specifier: string): string | undefined {
    return moduleCandidates(from, specifier).find((id) => this.#factories.has(id));
  }

  #requireFrom(from: string): unknown {
    const load = (specifier: unknown): unknown => {
      if (typeof specifier !== "string")
        throw new TypeError(`require expects a path, got ${typeof specifier}, in ${from}`);
      const id = this.resolve(from, specifier);
      if (id === undefined)
        throw new Error(`module '${specifier}' is not defined, require args is '${specifier}', in ${from}`);
      return this.run(id);
    };
    const require = (specifier: unknown, loaded?: unknown, failed?: unknown): unknown => {
      if (typeof loaded !== "function") return load(specifier);
      void require.async(specifier).then(
        (exports) => loaded(exports),
        (error: unknown) => (typeof failed === "function" ? failed(error) : undefined),
      );
      return undefined;
    };
    require.async = async (specifier: unknown): Promise<unknown> => load(specifier);
    return require;
  }
}
