import { invalidDocument } from "./invalid-document.ts";

/** A dictionary, by names without their slash. */
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** A value of a PDF; what strings say does not matter here. */
export type PdfValue =
  | { kind: "number"; number: number }
  | { kind: "name"; name: string }
  | { kind: "reference"; object: number }
  | { kind: "array"; items: readonly PdfValue[] }
  | { kind: "dictionary"; entries: PdfDictionary }
  | { kind: "other" };

const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const KEYWORD = /(?:true|false|null)/y;
const HEXADECIMAL = /<[\da-f\s]*>/iy;
const MAX_DEPTH = 100;

/** Reads the values of a PDF out of text in which each character is one byte. */
export class PdfReader {
  readonly #text: string;
  /** Where the next value or word begins. */
  position: number;

  constructor(text: string, position = 0) {
    this.#text = text;
    this.position = position;
  }

  /** Reads what a pattern that is sticky matches, after white space; `undefined` leaves the position. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    this.#skipSpace();
    return this.#match(pattern);
  }

  /** Reads one value. Throws `invalid-data` where there is none. */
  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw invalidDocument(`its values are more than ${MAX_DEPTH} deep`);
    this.#skipSpace();
    const reference = this.#match(REFERENCE);
    if (reference !== undefined) return { kind: "reference", object: Number(reference[1]) };
    const number = this.#match(NUMBER);
    if (number !== undefined) return { kind: "number", number: Number(number[0]) };
    const name = this.#match(NAME);
    if (name !== undefined) return { kind: "name", name: decodeName(name[1] ?? "") };
    if (this.#take("<<")) return { kind: "dictionary", entries: this.#entries(depth) };
    if (this.#take("[")) return { kind: "array", items: this.#items(depth) };
    if (this.#take("(")) return this.#string();
    if ((this.#match(HEXADECIMAL) ?? this.#match(KEYWORD)) !== undefined) return { kind: "other" };
    throw invalidDocument(`it has no value at ${this.position}`);
  }

  #entries(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.#skipSpace();
      if (this.#take(">>")) return entries;
      const name = this.#match(NAME);
      if (name === undefined) throw invalidDocument(`it has no name at ${this.position}`);
      entries.set(decodeName(name[1] ?? ""), this.value(depth + 1));
    }
  }

  #items(depth: number): PdfValue[] {
    const items: PdfValue[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#take("]")) return items;
      items.push(this.value(depth + 1));
    }
  }

  /** Brackets in a string are in pairs, or have a backslash before. */
  #string(): PdfValue {
    for (let open = 1; this.position < this.#text.length; this.position += 1) {
      const character = this.#text[this.position];
      if (character === "\\") this.position += 1;
      else if (character === "(") open += 1;
      else if (character === ")" && --open === 0) {
        this.position += 1;
        return { kind: "other" };
      }
    }
    throw invalidDocument("one of its strings is cut");
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.position = pattern.lastIndex;
    return found;
  }
}

/** The number of a value that is one. */
export function numberOf(value: PdfValue | undefined): number | undefined {
  return value?.kind === "number" ? value.number : undefined;
}

/** The numbers of an array. */
export function numbersOf(value: PdfValue | undefined): number[] | undefined {
  return value?.kind === "array" ? value.items.map((item) => numberOf(item) ?? 0) : undefined;
}

function decodeName(name: string): string {
  return name.replaceAll(/#([\da-f]{2})/gi, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
