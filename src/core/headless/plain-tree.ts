import { PatchError, type PatchTarget } from "../protocol/index.ts";

/** A node of a page that nobody sees. */
export interface PlainNode {
  readonly number: number;
  /** Tag without `wx-`; `""` for a text. */
  readonly tag: string;
  readonly isHost: boolean;
  parent: PlainNode | undefined;
  readonly children: PlainNode[];
  text: string;
  id: string;
  host: string;
  style: string;
  readonly classes: Set<string>;
  readonly attributes: Map<string, unknown>;
  /** Flags by event type. */
  readonly listening: Map<string, number>;
  readonly models: Set<string>;
}

/** Makes a node without a place in a tree. */
export function createPlainNode(number: number, tag: string, isHost = false, text = ""): PlainNode {
  return {
    number,
    tag,
    isHost,
    text,
    parent: undefined,
    children: [],
    id: "",
    host: "",
    style: "",
    classes: new Set(),
    attributes: new Map(),
    listening: new Map(),
    models: new Set(),
  };
}

/** Applies patches to a tree of plain objects: the view of a headless app. */
export class PlainTree implements PatchTarget<PlainNode> {
  readonly #created: (node: PlainNode) => void;

  /** `created` takes each element of the app when it is made. */
  constructor(created: (node: PlainNode) => void = () => {}) {
    this.#created = created;
  }

  createElement(tag: string, isHost: boolean, node: number): PlainNode {
    if (!/^[a-z][\w-]*$/i.test(tag)) throw new PatchError(`<${tag}> can't be an element`);
    const created = createPlainNode(node, tag, isHost);
    this.#created(created);
    return created;
  }

  createText(text: string, node: number): PlainNode {
    return createPlainNode(node, "", false, text);
  }

  splice(parent: PlainNode, before: PlainNode | null, deleteCount: number, nodes: PlainNode[]): void {
    if (before !== null && before.parent !== parent)
      throw new PatchError("The node to splice at is not a child of the parent");
    for (const node of nodes) {
      for (let above: PlainNode | undefined = parent; above !== undefined; above = above.parent) {
        if (above === node) throw new PatchError("A node can't go into itself");
      }
      detach(node);
      parent.children.splice(before === null ? parent.children.length : parent.children.indexOf(before), 0, node);
      node.parent = parent;
    }
    const start = before === null ? parent.children.length : parent.children.indexOf(before);
    const removed = parent.children.splice(start, deleteCount);
    if (removed.length < deleteCount)
      throw new PatchError(`<${parent.tag}> has fewer than ${deleteCount} nodes to remove`);
    for (const node of removed) node.parent = undefined;
  }

  setId(node: PlainNode, id: string): void {
    node.id = id;
  }

  setHost(node: PlainNode, scope: string): void {
    node.host = scope;
  }

  setStyle(node: PlainNode, css: string): void {
    node.style = css;
  }

  addClass(node: PlainNode, name: string): void {
    for (const part of name.split(/\s+/)) if (part !== "") node.classes.add(part);
  }

  removeClass(node: PlainNode, name: string): void {
    for (const part of name.split(/\s+/)) node.classes.delete(part);
  }

  clearClasses(node: PlainNode): void {
    node.classes.clear();
  }

  setAttribute(node: PlainNode, name: string, value: unknown): void {
    node.attributes.set(name, value);
  }

  removeAttribute(node: PlainNode, name: string): void {
    node.attributes.delete(name);
  }

  setText(node: PlainNode, text: string): void {
    if (node.tag !== "") throw new PatchError(`<${node.tag}> is not a text`);
    node.text = text;
  }

  listen(node: PlainNode, type: string, flags: number): void {
    node.listening.set(type, (node.listening.get(type) ?? 0) | flags);
  }

  bindModel(node: PlainNode, name: string, isBound: boolean): void {
    if (isBound) node.models.add(name);
    else node.models.delete(name);
  }

  release(): void {
    // A plain object needs no release.
  }
}

function detach(node: PlainNode): void {
  if (node.parent === undefined) return;
  node.parent.children.splice(node.parent.children.indexOf(node), 1);
  node.parent = undefined;
}

/** The first node of the tree that fits, in document order. */
export function findNode(root: PlainNode, fits: (node: PlainNode) => boolean): PlainNode | undefined {
  if (fits(root)) return root;
  for (const child of root.children) {
    const found = findNode(child, fits);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of a node and all below it. */
export function textOf(node: PlainNode): string {
  return node.tag === "" ? node.text : node.children.map(textOf).join("");
}
