import type { AnyParam, AnyParams, ParamType } from "./api.ts";
import { notSupported, parameterError } from "./wx-error.ts";

const EXPECTED: Readonly<Record<ParamType, string>> = {
  string: "String",
  number: "Number",
  boolean: "Boolean",
  object: "Object",
  array: "Array",
  function: "Function",
  arrayBuffer: "ArrayBuffer",
  any: "Any",
};

/**
 * Checks the options object of a call and fills in defaults; unknown fields are kept out.
 *
 * Throws a `WxError` with the platform's words for everything that is wrong.
 */
export function readOptions(params: AnyParams, options: unknown): Record<string, unknown> {
  if (options !== undefined && !isOptions(options)) {
    throw parameterError(`parameter should be Object instead of ${tagOf(options)};`);
  }
  const given: Readonly<Record<string, unknown>> = options ?? {};
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  let isSupported = true;
  for (const name of Object.keys(params)) {
    const param = params[name];
    if (param === undefined) continue;
    const value = given[name] === undefined ? param.default : given[name];
    // Most are absent: a large part of the time of a small call would go into their paths.
    if (value === undefined && param.required !== true) continue;
    // Most are of a plain type, and need no path.
    if (param.type === "object" || typeof value !== param.type) check(`parameter.${name}`, param, value, problems);
    if (param.isSupported === false && value !== param.default) isSupported = false;
    if (value !== undefined) values[name] = value;
  }
  if (problems.length > 0) throw parameterError(problems.join(""));
  if (!isSupported) throw notSupported();
  return values;
}

/** Checks arguments that are given one by one; throws as {@link readOptions} does. */
export function readArguments(params: readonly (AnyParam & { readonly name: string })[], values: unknown[]): unknown[] {
  const problems: string[] = [];
  params.forEach((param, index) => check(`parameter.${param.name}`, param, values[index], problems));
  if (problems.length > 0) throw parameterError(problems.join(""));
  return params.map((_param, index) => values[index]);
}

/** The name that error texts give the type of a value, such as `Undefined` or `ArrayBuffer`. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether a value is an object with fields: neither an array nor a function nor `null`. */
export function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function check(path: string, param: AnyParam, value: unknown, problems: string[]): void {
  if (param.isLenient === true || (value === undefined && param.required !== true)) return;
  const types = typeof param.type === "string" ? [param.type] : param.type;
  if (!types.some((type) => isOfType(type, value))) {
    const expected = types.map((type) => EXPECTED[type])[0] ?? EXPECTED.any;
    problems.push(`${path} should be ${expected} instead of ${tagOf(value)};`);
    return;
  }
  if (Array.isArray(value)) checkItems(path, param, value, problems);
  else if (param.fields !== undefined && isOptions(value)) {
    for (const [name, field] of Object.entries(param.fields)) check(`${path}.${name}`, field, value[name], problems);
  }
}

function checkItems(path: string, { items, minItems = 0 }: AnyParam, values: unknown[], problems: string[]): void {
  if (values.length < minItems) problems.push(`${path} should have at least ${minItems} item;`);
  if (items === undefined) return;
  for (const [index, value] of values.entries())
    check(`${path}[${index}]`, { ...items, required: true }, value, problems);
}

function isOfType(type: ParamType, value: unknown): boolean {
  switch (type) {
    case "any":
      return true;
    case "array":
      return Array.isArray(value);
    case "arrayBuffer":
      // Views are taken wherever a buffer is: apps often have one at hand.
      return tagOf(value) === "ArrayBuffer" || ArrayBuffer.isView(value);
    case "object":
      return isOptions(value);
    default:
      return typeof value === type;
  }
}
