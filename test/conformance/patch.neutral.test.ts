import { describe } from "vitest";
import { createPlainNode, PlainTree, type PlainNode } from "../../src/core/headless/index.ts";
import { ROOT_NODE } from "../../src/core/protocol/index.ts";
import { patchSuite } from "./patch.suite.ts";

function serialize(node: PlainNode): string {
  if (node.tag === "") return node.text;
  const attributes = {
    id: node.id,
    host: node.host,
    style: node.style,
    class: [...node.classes].join(" "),
    ...Object.fromEntries(node.attributes),
  };
  const text = Object.entries(attributes)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ` ${name}="${value}"`);
  return `<${node.tag}${text.join("")}>${node.children.map(serialize).join("")}</${node.tag}>`;
}

describe("plain tree", () =>
  patchSuite<PlainNode>(() => {
    const root = createPlainNode(ROOT_NODE, "root");
    return {
      target: new PlainTree(),
      root,
      serialize: () => root.children.map(serialize).join(""),
      flags: (node, type) => node.listening.get(type),
      isModelBound: (node, name) => node.models.has(name),
    };
  }));
