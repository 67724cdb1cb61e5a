import { invalidDocument } from "./invalid-document.ts";

/** One piece of XML. Names of elements have no prefix; those of attributes keep theirs, such as `r:id`. */
export type XmlPiece =
  | { kind: "open"; name: string; attributes: Readonly<Record<string, string>> }
  | { kind: "close"; name: string }
  | { kind: "text"; text: string };

/** An element with what is in it. */
export interface XmlElement {
  /** Without a prefix. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** The text directly in it. */
  text: string;
}

const MARKUP =
  /<(?:!--[^]*?-->|\?[^]*?\?>|!\[CDATA\[([^]*?)\]\]>|(\/?)([^\s/<>!?"'=]+)((?:\s+[^\s/<>"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>)/y;
const ATTRIBUTE = /([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([^;\s]*));?/gi;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const LAST_CODE_POINT = 0x10ffff;
const MAX_DEPTH = 256;

/**
 * Reads XML piece by piece, from start to end. Throws `invalid-data` where it is not well-formed or has a document type: office formats
 * forbid those, and they are how small files become large ones.
 */
export function* scanXml(xml: string): Generator<XmlPiece, void, undefined> {
  const open: string[] = [];
  let position = xml.startsWith("\uFEFF") ? 1 : 0;
  let hasRoot = false;
  while (position < xml.length) {
    const start = xml.indexOf("<", position);
    const end = start < 0 ? xml.length : start;
    if (end > position) {
      const text = decode(xml.slice(position, end));
      if (open.length > 0) yield { kind: "text", text };
      else if (text.trim() !== "") throw invalidDocument("its XML has text outside its root");
    }
    if (start < 0) break;
    MARKUP.lastIndex = start;
    const markup = MARKUP.exec(xml);
    if (markup === null) throw invalidDocument("its XML is damaged");
    position = MARKUP.lastIndex;
    const [, data, slash, qualified, attributes = "", selfClosing] = markup;
    if (data !== undefined) yield { kind: "text", text: data };
    if (qualified === undefined) continue;
    const name = qualified.slice(qualified.indexOf(":") + 1);
    if (slash === "/") {
      if (open.pop() !== qualified) throw invalidDocument(`its XML has an end of "${qualified}" that nothing began`);
      yield { kind: "close", name };
      continue;
    }
    if (open.length === 0 && hasRoot) throw invalidDocument("its XML has two roots");
    if (open.length >= MAX_DEPTH) throw invalidDocument(`its XML is more than ${MAX_DEPTH} elements deep`);
    hasRoot = true;
    yield { kind: "open", name, attributes: readAttributes(attributes) };
    if (selfClosing === "/") yield { kind: "close", name };
    else open.push(qualified);
  }
  if (!hasRoot || open.length > 0) throw invalidDocument("its XML is cut");
}

/** Reads XML as a whole. Throws as {@link scanXml} does. */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const path = [top];
  for (const piece of scanXml(xml)) {
    const parent = path.at(-1) ?? top;
    if (piece.kind === "text") parent.text += piece.text;
    else if (piece.kind === "close") path.pop();
    else {
      const element = { name: piece.name, attributes: piece.attributes, children: [], text: "" };
      parent.children.push(element);
      path.push(element);
    }
  }
  return top.children[0] ?? top;
}

/** The first child with this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The children with this name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** All elements with this name, however deep, in the order of the document. */
export function* descendantsOf(element: XmlElement | undefined, name: string): Generator<XmlElement, void, undefined> {
  for (const child of element?.children ?? []) {
    if (child.name === name) yield child;
    yield* descendantsOf(child, name);
  }
}

/** The attribute with this name and any prefix, such as `r:id` for `id`; one without a prefix is another. */
export function prefixedAttribute({ attributes }: XmlElement, name: string): string | undefined {
  return Object.entries(attributes).find(([qualified]) => qualified.endsWith(`:${name}`))?.[1];
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE)) {
    attributes[name] = decode(double ?? single ?? "");
  }
  return attributes;
}

function decode(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(ENTITY, (entity, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) {
      const character = NAMED[name];
      if (character === undefined || !entity.endsWith(";"))
        throw invalidDocument(`its XML has the unknown "${entity}"`);
      return character;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : "\uFFFD";
  });
}
