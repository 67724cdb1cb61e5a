/** An attribute of a start tag. Offsets are in the file. */
export interface WxmlAttribute {
  name: string;
  offset: number;
  /** Without quotes; `undefined` when there is none. */
  value: string | undefined;
  /** Of the value without its quote. */
  valueOffset: number;
}

/** A start tag. */
export interface WxmlTag {
  name: string;
  /** Of the name. */
  offset: number;
  attributes: WxmlAttribute[];
  /** Of the `>` or `/>` at its end. */
  endOffset: number;
  isSelfClosing: boolean;
  /** The text of a `wxs` element, which is no markup. */
  rawText?: string;
  rawOffset?: number;
}

const COMMENT = "<!--";
const TAG_NAME = /<([A-Za-z][^\s/>"'=]*)/y;
const ATTRIBUTE_NAME = /[^\s/>"'=]+/y;
const SPACE = /\s*/y;
const UNQUOTED = /[^\s>]+/y;

/**
 * Finds the start tags of a WXML file, with their places, which the template compiler does not tell. It is as lenient as that compiler:
 * markup that is not understood is skipped.
 */
export function scanWxml(text: string): WxmlTag[] {
  const tags: WxmlTag[] = [];
  for (let at = 0; at < text.length;) {
    const next = nextStart(text, at);
    if (text.startsWith("{{", next)) {
      at = expressionEnd(text, next + 2);
    } else if (text.startsWith(COMMENT, next)) {
      const end = text.indexOf("-->", next + COMMENT.length);
      at = end === -1 ? text.length : end + 3;
    } else {
      const tag = readTag(text, next);
      at = tag === undefined ? next + 1 : tag.endOffset + (tag.isSelfClosing ? 2 : 1);
      if (tag === undefined) continue;
      tags.push(tag);
      if (tag.name === "wxs" && !tag.isSelfClosing) at = readRawText(text, tag, at);
    }
  }
  return tags;
}

/** The value of an attribute of a tag. */
export function attributeOf(tag: WxmlTag, name: string): WxmlAttribute | undefined {
  return tag.attributes.find((attribute) => attribute.name === name);
}

function nextStart(text: string, at: number): number {
  const tag = text.indexOf("<", at);
  const end = tag === -1 ? text.length : tag;
  const expression = text.indexOf("{{", at);
  return expression === -1 ? end : Math.min(end, expression);
}

/** The offset after the `}}` of an expression that begins at `at`; braces in its strings do not count. */
function expressionEnd(text: string, at: number): number {
  for (let offset = at; offset < text.length; offset++) {
    const character = text[offset];
    if (character === "}" && text[offset + 1] === "}") return offset + 2;
    if (character !== '"' && character !== "'") continue;
    const end = text.indexOf(character, offset + 1);
    if (end !== -1) offset = end;
  }
  // An expression without an end is reported by the template compiler.
  return at;
}

function readTag(text: string, start: number): WxmlTag | undefined {
  TAG_NAME.lastIndex = start;
  const name = TAG_NAME.exec(text)?.[1];
  if (name === undefined) return undefined;
  const tag: WxmlTag = { name, offset: start + 1, attributes: [], endOffset: text.length, isSelfClosing: false };
  let at = start + 1 + name.length;
  while (at < text.length) {
    at = skip(SPACE, text, at);
    if (text[at] === ">") return { ...tag, endOffset: at };
    if (text.startsWith("/>", at)) return { ...tag, endOffset: at, isSelfClosing: true };
    const attribute = readAttribute(text, at);
    if (attribute === undefined) {
      at++;
      continue;
    }
    tag.attributes.push(attribute.attribute);
    at = attribute.end;
  }
  return tag;
}

function readAttribute(text: string, at: number): { attribute: WxmlAttribute; end: number } | undefined {
  const nameEnd = skip(ATTRIBUTE_NAME, text, at);
  if (nameEnd === at) return undefined;
  const name = text.slice(at, nameEnd);
  const equals = skip(SPACE, text, nameEnd);
  if (text[equals] !== "=")
    return { attribute: { name, offset: at, value: undefined, valueOffset: nameEnd }, end: nameEnd };
  const start = skip(SPACE, text, equals + 1);
  const quote = text[start];
  const isQuoted = quote === '"' || quote === "'";
  const valueOffset = isQuoted ? start + 1 : start;
  const end = isQuoted ? quotedEnd(text, valueOffset, quote) : unquotedEnd(text, start);
  return {
    attribute: { name, offset: at, value: text.slice(valueOffset, end), valueOffset },
    end: isQuoted ? end + 1 : end,
  };
}

function quotedEnd(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length;) {
    if (text[at] === quote) return at;
    at = text.startsWith("{{", at) ? expressionEnd(text, at + 2) : at + 1;
  }
  return text.length;
}

function unquotedEnd(text: string, start: number): number {
  const end = text.startsWith("{{", start) ? expressionEnd(text, start + 2) : skip(UNQUOTED, text, start);
  // A value does not swallow the end of its tag.
  return text.slice(start, end).endsWith("/") && text[end] === ">" ? end - 1 : end;
}

function readRawText(text: string, tag: WxmlTag, start: number): number {
  const found = text.indexOf("</wxs", start);
  const end = found === -1 ? text.length : found;
  tag.rawText = text.slice(start, end);
  tag.rawOffset = start;
  return end;
}

/** The offset after a sticky pattern, or the same one. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
