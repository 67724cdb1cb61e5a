import type { HElement } from "docx-preview";

type Content = HElement | Node | string;

const HTML = "http://www.w3.org/1999/xhtml";
/** A text consists of none of these; the renderer would make some of them of what a document says. */
const FORBIDDEN = /^(applet|base|embed|form|frame|frameset|iframe|link|meta|object|script)$/i;

/**
 * Returns what makes the elements of a text in another document than that of the page: there, nothing is loaded and no script runs, even
 * before they are in their place. Links lead to places in the text and nowhere else.
 */
export function elementsOf(document: Document): (content: Content) => Node {
  const make = (content: Content): Node => {
    if (typeof content === "string") return document.createTextNode(content);
    if ("nodeType" in content && typeof content.nodeType === "number") return content as Node;
    const { ns, tagName, className, style, children = [], ...properties } = content as HElement;
    if (tagName === "#comment") return document.createComment("");
    const target = tagName === "#fragment" ? document.createDocumentFragment() : create(ns ?? HTML, tagName);
    if ("setAttribute" in target) {
      if (className !== undefined && className !== "") target.setAttribute("class", className);
      if (typeof style === "string") target.setAttribute("style", style);
      else if (style !== undefined) Object.assign(target.style, style);
      for (const [name, value] of Object.entries(properties)) setProperty(target, name, value);
    }
    for (const child of children) if (child !== null && child !== undefined) target.append(make(child));
    return target;
  };
  const create = (namespace: string, tagName: string): HTMLElement =>
    // Elements of SVG and MathML have what is used here of HTML's.
    document.createElementNS(namespace, FORBIDDEN.test(tagName) ? "span" : tagName) as HTMLElement;
  return make;
}

function setProperty(target: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null || /^on|html$|^srcdoc$/i.test(name)) return;
  const text = String(value);
  if (name === "href" && target.localName === "a") {
    const anchor = text.lastIndexOf("#");
    if (text.startsWith("#") && anchor === 0) target.dataset["anchor"] = text.slice(1);
  } else if (name === "id" || target.namespaceURI !== HTML) target.setAttribute(name, text);
  else if (name in target) Reflect.set(target, name, value);
}
