/** The names that one function or block declares. */
export class Scope {
  readonly parent: Scope | undefined;
  /** A function or the module: where `var` goes. */
  readonly isFunction: boolean;
  readonly #names = new Set<string>();

  constructor(parent: Scope | undefined, isFunction: boolean) {
    this.parent = parent;
    this.isFunction = isFunction;
  }

  declare(name: string): void {
    this.#names.add(name);
  }

  /** Declares a name where `var` does. */
  declareVar(name: string): void {
    if (this.isFunction || this.parent === undefined) this.declare(name);
    else this.parent.declareVar(name);
  }

  /** Whether the name is declared here or further out. Ask when all of the module was seen: declarations are hoisted. */
  knows(name: string): boolean {
    return this.#names.has(name) || (this.parent?.knows(name) ?? false);
  }
}
