import { Visitor, type ESTree } from "vite";
import { MODULE_PARAMETERS, UNDEFINED_IN_MODULES } from "../../../core/protocol/index.ts";
import { Scope } from "./scope.ts";

/** A module that a script requires by a literal. */
export interface Requirement {
  specifier: string;
  offset: number;
  /** In a `try` block: the script can do without. */
  isOptional: boolean;
}

/** Something in a script that an app may not do, or that can't work. */
export interface Finding {
  kind: "dynamic-import" | "import-meta" | "top-level-await" | "eval";
  offset: number;
}

/** What the compiler wants to know of a script. */
export interface ScriptFacts {
  requirements: Requirement[];
  /** Requires modules by names that it computes. */
  hasDynamicRequire: boolean;
  /** Variables that it assigns to and does not declare: old code makes globals in this way. */
  implicitGlobals: string[];
  findings: Finding[];
  /** The value of a literal `styleIsolation: "…"`. */
  styleIsolation: string | undefined;
}

/** The facts of a script that was not understood. */
export const NO_FACTS: ScriptFacts = {
  requirements: [],
  hasDynamicRequire: false,
  implicitGlobals: [],
  findings: [],
  styleIsolation: undefined,
};

const PARAMETERS: ReadonlySet<string> = new Set([...MODULE_PARAMETERS, ...UNDEFINED_IN_MODULES]);

/** A name that matters if the script does not declare it, which is known when all of it was seen. */
interface Use {
  name: string;
  scope: Scope;
  apply: () => void;
}

/** Collects the facts of a parsed script. Names that a script declares itself (a bundle's own `require`) are not the platform's. */
export function collectFacts(program: ESTree.Program): ScriptFacts {
  const collector = new FactCollector();
  new Visitor(collector.handlers()).visit(program);
  return collector.finish();
}

class FactCollector {
  readonly #facts: ScriptFacts = { ...NO_FACTS, requirements: [], findings: [] };
  readonly #uses: Use[] = [];
  readonly #assigned = new Set<string>();
  #scope = new Scope(undefined, true);
  #functionDepth = 0;
  #tries: { start: number; end: number }[] = [];

  finish(): ScriptFacts {
    for (const { name, scope, apply } of this.#uses) if (!scope.knows(name)) apply();
    this.#facts.implicitGlobals = [...this.#assigned];
    return this.#facts;
  }

  handlers(): ConstructorParameters<typeof Visitor>[0] {
    const enterFunction = (node: ESTree.Function | ESTree.ArrowFunctionExpression): void => this.#enterFunction(node);
    const exitFunction = (): void => {
      this.#functionDepth--;
      this.#exit();
    };
    const enterBlock = (): void => this.#enter(false);
    const exit = (): void => this.#exit();
    return {
      FunctionDeclaration: enterFunction,
      "FunctionDeclaration:exit": exitFunction,
      FunctionExpression: enterFunction,
      "FunctionExpression:exit": exitFunction,
      ArrowFunctionExpression: enterFunction,
      "ArrowFunctionExpression:exit": exitFunction,
      BlockStatement: enterBlock,
      "BlockStatement:exit": exit,
      ForStatement: enterBlock,
      "ForStatement:exit": exit,
      ForInStatement: (node) => this.#enterLoop(node),
      "ForInStatement:exit": exit,
      ForOfStatement: (node) => {
        if (node.await) this.#awaits(node.start);
        this.#enterLoop(node);
      },
      "ForOfStatement:exit": exit,
      SwitchStatement: enterBlock,
      "SwitchStatement:exit": exit,
      CatchClause: (node) => {
        this.#enter(false);
        this.#declarePattern(node.param, (name) => this.#scope.declare(name));
      },
      "CatchClause:exit": exit,
      ClassDeclaration: (node) => this.#declareClass(node),
      "ClassDeclaration:exit": exit,
      ClassExpression: (node) => this.#declareClass(node),
      "ClassExpression:exit": exit,
      StaticBlock: () => {
        this.#functionDepth++;
        this.#enter(true);
      },
      "StaticBlock:exit": exitFunction,
      VariableDeclaration: (node) => this.#declareVariables(node),
      ImportDeclaration: (node) => node.specifiers.forEach(({ local }) => this.#scope.declare(local.name)),
      TryStatement: ({ block: { start, end } }) => void this.#tries.push({ start, end }),
      AssignmentExpression: (node) => this.#assign(node.left),
      UpdateExpression: (node) => this.#assign(node.argument),
      CallExpression: (node) => this.#call(node),
      NewExpression: (node) => this.#evaluates(node),
      ImportExpression: (node) => this.#find("dynamic-import", node.start),
      MetaProperty: (node) => {
        if (node.meta.name === "import") this.#find("import-meta", node.start);
      },
      AwaitExpression: (node) => this.#awaits(node.start),
      Property: (node) => this.#property(node),
    };
  }

  #enter(isFunction: boolean): void {
    this.#scope = new Scope(this.#scope, isFunction);
  }

  #exit(): void {
    if (this.#scope.parent !== undefined) this.#scope = this.#scope.parent;
  }

  #enterFunction(node: ESTree.Function | ESTree.ArrowFunctionExpression): void {
    // A function in a block is seen outside of it too, as in old code.
    if (node.type === "FunctionDeclaration" && node.id !== null) {
      this.#scope.declare(node.id.name);
      this.#scope.declareVar(node.id.name);
    }
    this.#functionDepth++;
    this.#enter(true);
    if (node.type === "FunctionExpression" && node.id !== null) this.#scope.declare(node.id.name);
    if (node.type !== "ArrowFunctionExpression") this.#scope.declare("arguments");
    for (const parameter of node.params) this.#declarePattern(parameter, (name) => this.#scope.declare(name));
  }

  #enterLoop(node: ESTree.ForInStatement | ESTree.ForOfStatement): void {
    this.#enter(false);
    if (node.left.type !== "VariableDeclaration") this.#assign(node.left);
  }

  #declareClass(node: ESTree.Class): void {
    if (node.type === "ClassDeclaration" && node.id !== null) this.#scope.declare(node.id.name);
    this.#enter(false);
    if (node.id !== null) this.#scope.declare(node.id.name);
  }

  #declareVariables(node: ESTree.VariableDeclaration): void {
    const declare = (name: string): void =>
      node.kind === "var" ? this.#scope.declareVar(name) : this.#scope.declare(name);
    for (const { id } of node.declarations) this.#declarePattern(id, declare);
  }

  #declarePattern(pattern: ESTree.Node | null, declare: (name: string) => void): void {
    for (const target of targetsOf(pattern)) declare(target.name);
  }

  #assign(pattern: ESTree.Node): void {
    for (const { name } of targetsOf(pattern)) {
      this.#use(name, () => {
        if (!PARAMETERS.has(name)) this.#assigned.add(name);
      });
    }
  }

  #call(node: ESTree.CallExpression): void {
    const { callee } = node;
    this.#evaluates(node);
    const isAsync =
      callee.type === "MemberExpression" &&
      !callee.computed &&
      callee.property.type === "Identifier" &&
      callee.property.name === "async";
    const called = isAsync ? callee.object : callee;
    if (called.type !== "Identifier" || called.name !== "require") return;
    const [argument] = node.arguments;
    const isOptional = this.#tries.some(({ start, end }) => node.start >= start && node.end <= end);
    this.#use("require", () => {
      const specifier = argument === undefined ? undefined : literalText(argument);
      if (specifier === undefined) this.#facts.hasDynamicRequire ||= argument !== undefined;
      else this.#facts.requirements.push({ specifier, offset: argument?.start ?? node.start, isOptional });
    });
  }

  #evaluates({ callee, type }: ESTree.CallExpression | ESTree.NewExpression): void {
    if (callee.type !== "Identifier") return;
    const { name, start } = callee;
    if (name === "Function" || (name === "eval" && type === "CallExpression"))
      this.#use(name, () => this.#find("eval", start));
  }

  #awaits(offset: number): void {
    if (this.#functionDepth === 0) this.#find("top-level-await", offset);
  }

  #property(node: ESTree.Node): void {
    if (node.type !== "Property" || node.computed) return;
    const { key, value } = node;
    if ((key.type === "Identifier" ? key.name : literalText(key)) === "styleIsolation")
      this.#facts.styleIsolation ??= literalText(value);
  }

  #find(kind: Finding["kind"], offset: number): void {
    this.#facts.findings.push({ kind, offset });
  }

  #use(name: string, apply: () => void): void {
    this.#uses.push({ name, scope: this.#scope, apply });
  }
}

/** The names that a pattern binds or assigns to. */
function targetsOf(pattern: ESTree.Node | null): { name: string }[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        targetsOf(property.type === "Property" ? property.value : property),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => targetsOf(element));
    case "AssignmentPattern":
      return targetsOf(pattern.left);
    case "RestElement":
      return targetsOf(pattern.argument);
    default:
      return [];
  }
}

/** The text of a string literal, or of a template without expressions. */
function literalText(node: ESTree.Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}
