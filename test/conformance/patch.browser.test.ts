import { describe } from "vitest";
import { DomTarget } from "../../src/browser/view/dom-target.ts";
import type { SourceResolver } from "../../src/browser/view/source-resolver.ts";
import { patchSuite } from "./patch.suite.ts";

const resolver: SourceResolver = { acquire: (source) => ({ url: Promise.resolve(source), release: () => {} }) };

function serialize(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof HTMLElement)) return "";
  const tag = node.localName.slice("wx-".length);
  const attributes = {
    id: node.id,
    host: node.getAttribute("wx-host") ?? "",
    style: node.style.cssText,
    class: node.className,
    mode: String((node as { mode?: unknown }).mode ?? ""),
  };
  const text = Object.entries(attributes)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${text.join("")}>${[...node.childNodes].map(serialize).join("")}</${tag}>`;
}

describe("DOM", () =>
  patchSuite<Node>(() => {
    const root = document.createElement("div");
    const models = new Map<Node, Set<string>>();
    const target = new DomTarget(document, resolver, {
      componentEvent: () => {},
      modelChange: (element, name) => models.set(element, new Set([...(models.get(element) ?? []), name])),
    });
    return {
      target,
      root,
      serialize: () => [...root.childNodes].map(serialize).join(""),
      flags: (node, type) => target.listeningOf(node)?.get(type),
      isModelBound: (node, name) => {
        models.delete(node);
        node.dispatchEvent(new CustomEvent("input", { detail: { [name]: "typed" } }));
        return models.get(node)?.has(name) ?? false;
      },
    };
  }));
