import { parseSync, type ESTree } from "vite";
import { findJsonError } from "./json-syntax.ts";
import { createProblem, type Problem, type ProblemCode } from "./problem.ts";

/** A JSON object as a file has it. */
export type JsonObject = Record<string, unknown>;

/** Keys and indexes that lead from the root of a JSON file to a value. */
export type JsonPath = readonly (string | number)[];

/** A JSON file of the app, which reports problems at the place of a value. */
export class JsonFile {
  readonly path: string;
  readonly value: JsonObject;
  readonly #text: string;
  readonly #problems: Problem[];

  /** Text that is not a JSON object is reported, and read as `{}`. */
  constructor(path: string, text: string, problems: Problem[]) {
    this.path = path;
    this.#text = text;
    this.#problems = problems;
    this.value = this.#parse();
  }

  error(code: ProblemCode, message: string, at: JsonPath, hint?: string): void {
    this.#report("error", code, message, this.#locate(at), hint);
  }

  warn(code: ProblemCode, message: string, at: JsonPath, hint?: string): void {
    this.#report("warning", code, message, this.#locate(at), hint);
  }

  /** The value of a key if it has this type; another type is reported. */
  string(key: string, object: JsonObject = this.value, at: JsonPath = []): string | undefined {
    const value = object[key];
    if (value === undefined || typeof value === "string") return value;
    this.#wrongType([...at, key], "a string");
    return undefined;
  }

  /** The value of a key if it is an object; another type is reported. */
  object(key: string, object: JsonObject = this.value, at: JsonPath = []): JsonObject | undefined {
    const value = object[key];
    if (value === undefined || isObject(value)) return value;
    this.#wrongType([...at, key], "an object");
    return undefined;
  }

  /** The value of a key if it is an array; another type is reported. */
  array(key: string, object: JsonObject = this.value, at: JsonPath = []): unknown[] | undefined {
    const value = object[key];
    if (value === undefined || Array.isArray(value)) return value;
    this.#wrongType([...at, key], "an array");
    return undefined;
  }

  #wrongType(at: JsonPath, expected: string): void {
    this.error("json.shape", `"${at.join(".")}" in ${this.path} must be ${expected}`, at);
  }

  #parse(): JsonObject {
    let value: unknown;
    try {
      value = JSON.parse(this.#text);
    } catch {
      const offset = findJsonError(this.#text) ?? 0;
      const found = this.#text[offset];
      const what = found === undefined ? "the file ends too early" : `unexpected ${JSON.stringify(found)}`;
      this.#report("error", "json.syntax", `${this.path} is not JSON: ${what}`, offset, syntaxHint(this.#text, offset));
      return {};
    }
    if (isObject(value)) return value;
    this.#report("error", "json.shape", `${this.path} must be a JSON object`, 0, undefined);
    return {};
  }

  #locate(at: JsonPath): number {
    const parsed = parseSync("file.js", `(${this.#text}\n)`, { lang: "js", preserveParens: false });
    const statement = parsed.program.body[0];
    let node: ESTree.Node | undefined = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
    let offset = 0;
    for (const key of at) {
      node = childOf(node, key);
      if (node === undefined) break;
      offset = Math.max(0, node.start - 1);
    }
    return offset;
  }

  #report(severity: Problem["severity"], code: ProblemCode, message: string, offset: number, hint?: string): void {
    this.#problems.push(createProblem({ severity, code, message, file: this.path, text: this.#text, offset, hint }));
  }
}

/** Whether a value is a plain object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function childOf(node: ESTree.Node | undefined, key: string | number): ESTree.Node | undefined {
  if (node?.type === "ArrayExpression" && typeof key === "number") return node.elements[key] ?? undefined;
  if (node?.type !== "ObjectExpression") return undefined;
  for (const property of node.properties) {
    if (property.type === "Property" && property.key.type === "Literal" && property.key.value === key)
      return property.value;
  }
  return undefined;
}

function syntaxHint(text: string, offset: number): string | undefined {
  const rest = text.slice(offset);
  if (/^\/[/*]/.test(rest)) return "JSON has no comments: remove it";
  if (rest.startsWith("'")) return "JSON has double quotes only";
  if (/^[\]}]/.test(rest) && /,\s*$/.test(text.slice(0, offset))) return "Remove the comma before it";
  if (/^[A-Za-z_$]/.test(rest)) return "Names and texts in JSON stand in double quotes";
  return undefined;
}
