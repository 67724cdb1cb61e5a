import { WxError } from "../wx-error.ts";

/** A value as it is kept: what kind it is, and its text. */
export interface StoredValue {
  readonly kind: "string" | "number" | "boolean" | "undefined" | "null" | "date" | "json";
  readonly text: string;
}

/** Puts a value into the form in which it is kept. Throws for what has no text, such as an object that contains itself. */
export function toStored(value: unknown): StoredValue {
  switch (typeof value) {
    case "string":
      return { kind: "string", text: value };
    case "number":
      return { kind: "number", text: Object.is(value, -0) ? "-0" : String(value) };
    case "boolean":
      return { kind: "boolean", text: String(value) };
    case "undefined":
    case "function":
    case "symbol":
      return { kind: "undefined", text: "" };
    case "object":
    case "bigint":
      return value === null ? { kind: "null", text: "" } : toJson(value);
  }
}

/** Makes a new value of what is kept. */
export function fromStored({ kind, text }: StoredValue): unknown {
  switch (kind) {
    case "string":
      return text;
    case "number":
      return Number(text);
    case "boolean":
      return text === "true";
    case "undefined":
      return undefined;
    case "null":
      return null;
    case "date":
      return new Date(Number(text));
    case "json":
      return JSON.parse(text);
  }
}

function toJson(value: object | bigint): StoredValue {
  // A date of another realm is one, too.
  if (Object.prototype.toString.call(value) === "[object Date]") return { kind: "date", text: String(Number(value)) };
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? { kind: "undefined", text: "" } : { kind: "json", text };
  } catch (cause) {
    throw new WxError("data can not be serialized", undefined, { cause });
  }
}
