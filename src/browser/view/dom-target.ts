import {
  BUILT_INS,
  convertLengths,
  findProperty,
  ListenFlag,
  PatchError,
  type PatchTarget,
} from "../../core/protocol/index.ts";
import type { SourceResolver } from "./source-resolver.ts";
import { StyleImages } from "./style-images.ts";

/** How the app listens on a node: flags by event type. */
export type Listening = ReadonlyMap<string, number>;

/** Tells of events that only their own element sees. */
export interface DomTargetEvents {
  /** A component's own event, such as `load` of an image. */
  componentEvent(element: Element, event: CustomEvent): void;
  /** The person changed an attribute that is bound with `model:`. */
  modelChange(element: Element, name: string, value: unknown): void;
}

interface NodeState {
  number: number;
  listening: Map<string, number>;
  /** What the node must undo when it goes, by name. */
  releases: Map<string, () => void>;
  /** Settles when the source that was set last is shown, or can't be; present since there was one. */
  resolving?: Promise<void>;
  /** Present since its style named a picture. */
  images?: StyleImages;
}

const TAG = /^[a-z][\w-]*$/i;
const ARIA = /^(aria-[a-z]+|role)$/;
/** `url()` and `image-set()`, also where letters are escaped. */
const NAMES_PICTURES = /url|image|\\/i;

/** Elements whose app children go into an inner element. */
interface Container {
  contentElement?: Element;
}

/** Applies patches to the DOM of one page. It makes only `wx-…` elements and sets only declared attributes; anything else is a {@link PatchError}. */
export class DomTarget implements PatchTarget<Node> {
  readonly #document: Document;
  readonly #resolver: SourceResolver;
  readonly #events: DomTargetEvents;
  readonly #states = new WeakMap<Node, NodeState>();
  readonly #sources = new Set<() => void>();

  constructor(document: Document, resolver: SourceResolver, events: DomTargetEvents) {
    this.#document = document;
    this.#resolver = resolver;
    this.#events = events;
  }

  /** The number of a node that patches made. */
  numberOf(node: Node): number | undefined {
    return this.#states.get(node)?.number;
  }

  listeningOf(node: Node): Listening | undefined {
    return this.#states.get(node)?.listening;
  }

  /** Resolves when the sources of a node that were set so far are shown. */
  async resolved(node: Node): Promise<void> {
    await this.#states.get(node)?.resolving;
  }

  /** Releases every resource of the page. */
  close(): void {
    for (const release of this.#sources) release();
    this.#sources.clear();
  }

  createElement(tag: string, isHost: boolean, number: number): Node {
    if (!TAG.test(tag)) throw new PatchError(`<${tag}> can't be an element`);
    // The host of a component may have the tag of a built-in; it must not become one.
    const isTaken = isHost && tag !== "page" && Object.hasOwn(BUILT_INS, tag);
    return this.#register(this.#document.createElement(isTaken ? `wx-host-${tag}` : `wx-${tag}`), number);
  }

  createText(text: string, number: number): Node {
    return this.#register(this.#document.createTextNode(text), number);
  }

  splice(parent: Node, before: Node | null, deleteCount: number, nodes: Node[]): void {
    const container = (parent as Container).contentElement ?? parent;
    if (before !== null && before.parentNode !== container)
      throw new PatchError("The node to splice at is not a child of the parent");
    try {
      for (const node of nodes) container.insertBefore(node, before);
    } catch (cause) {
      throw new PatchError(`The nodes can't go into <${parent.nodeName}>`, { cause });
    }
    let removed: Node | null = before;
    for (let left = deleteCount; left > 0; left--) {
      if (removed === null) throw new PatchError(`<${parent.nodeName}> has fewer than ${deleteCount} nodes to remove`);
      const next: Node | null = removed.nextSibling;
      container.removeChild(removed);
      removed = next;
    }
  }

  setId(node: Node, id: string): void {
    element(node).id = id;
  }

  setHost(node: Node, scope: string): void {
    element(node).setAttribute("wx-host", scope);
  }

  setStyle(node: Node, css: string): void {
    const { style } = element(node);
    style.cssText = convertLengths(css);
    this.#imagesOf(node, css)?.update();
  }

  addClass(node: Node, name: string): void {
    for (const part of classNames(name)) element(node).classList.add(part);
  }

  removeClass(node: Node, name: string): void {
    for (const part of classNames(name)) element(node).classList.remove(part);
  }

  clearClasses(node: Node): void {
    element(node).removeAttribute("class");
  }

  setAttribute(node: Node, name: string, value: unknown): void {
    const target = element(node);
    if (ARIA.test(name)) {
      target.setAttribute(name, String(value));
      return;
    }
    const tag = target.localName.slice("wx-".length);
    const found = findProperty(tag, name);
    if (found === undefined || found[0] !== name) throw new PatchError(`<${tag}> has no attribute "${name}"`);
    if (found[1].type === "source") this.#setSource(target, name, value);
    else if (name === "hidden") target.hidden = Boolean(value);
    else setProperty(target, name, value);
  }

  removeAttribute(node: Node, name: string): void {
    if (ARIA.test(name)) element(node).removeAttribute(name);
    else this.setAttribute(node, name, undefined);
  }

  setText(node: Node, text: string): void {
    if (!(node instanceof Text)) throw new PatchError(`<${node.nodeName}> is not a text`);
    node.data = text;
  }

  listen(node: Node, type: string, flags: number): void {
    const target = element(node);
    const { listening, releases } = this.#state(node);
    const isNew = !listening.has(type);
    listening.set(type, (listening.get(type) ?? 0) | flags);
    // `catchtouchmove` is how apps stop the page from scrolling under a finger.
    if (type === "touchmove" && (flags & ListenFlag.final) !== 0) target.style.touchAction = "none";
    const tag = target.localName.slice("wx-".length);
    if (!isNew || !(Object.hasOwn(BUILT_INS, tag) && BUILT_INS[tag]?.events.includes(type))) return;
    const forward = (event: Event): void => {
      if (event instanceof CustomEvent && event.target === target) this.#events.componentEvent(target, event);
    };
    target.addEventListener(type, forward);
    releases.set(`listen ${type}`, () => target.removeEventListener(type, forward));
  }

  bindModel(node: Node, name: string, isBound: boolean): void {
    const target = element(node);
    const { releases } = this.#state(node);
    releases.get(`model ${name}`)?.();
    releases.delete(`model ${name}`);
    if (!isBound) return;
    const change = (event: Event): void => {
      const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
      if (typeof detail === "object" && detail !== null && name in detail) {
        this.#events.modelChange(target, name, (detail as Record<string, unknown>)[name]);
      }
    };
    for (const type of ["input", "change"]) target.addEventListener(type, change);
    releases.set(`model ${name}`, () => {
      for (const type of ["input", "change"]) target.removeEventListener(type, change);
    });
  }

  release(node: Node): void {
    const state = this.#state(node);
    for (const release of state.releases.values()) release();
    this.#states.delete(node);
  }

  #register<N extends Node>(node: N, number: number): N {
    this.#states.set(node, { number, listening: new Map(), releases: new Map() });
    return node;
  }

  #state(node: Node): NodeState {
    const state = this.#states.get(node);
    if (state === undefined) throw new PatchError("The root can't be changed like this");
    return state;
  }

  /** The pictures of a node's style; none as long as no style of it can name one. */
  #imagesOf(node: Node, css: string): StyleImages | undefined {
    const state = this.#states.get(node);
    if (state !== undefined && state.images === undefined && NAMES_PICTURES.test(css)) {
      const images = new StyleImages(element(node).style, this.#resolver);
      const undo = (): void => {
        this.#sources.delete(undo);
        images.release();
      };
      state.images = images;
      state.releases.set("style images", undo);
      this.#sources.add(undo);
    }
    return state?.images;
  }

  /** Shows a resource once it is resolved, unless another took its place meanwhile. */
  #setSource(target: HTMLElement, name: string, value: unknown): void {
    const state = this.#state(target);
    const { releases } = state;
    releases.get(name)?.();
    releases.delete(name);
    if (typeof value !== "string" || value === "") {
      setProperty(target, name, value);
      return;
    }
    const { url, release } = this.#resolver.acquire(value);
    let isCurrent = true;
    const undo = (): void => {
      isCurrent = false;
      this.#sources.delete(undo);
      release();
    };
    releases.set(name, undo);
    this.#sources.add(undo);
    const before = state.resolving;
    const shown = url.then(
      (resolved) => {
        if (isCurrent) setProperty(target, name, resolved);
      },
      // A path that leads nowhere: let the element fail to load it and say so with its own `error` event.
      () => {
        if (isCurrent) setProperty(target, name, value);
      },
    );
    state.resolving = Promise.all([before, shown]).then(() => {});
  }
}

function element(node: Node): HTMLElement {
  if (node instanceof HTMLElement) return node;
  throw new PatchError(`${node.nodeName} is not an element`);
}

function classNames(list: string): string[] {
  return list.split(/\s+/).filter((name) => name !== "");
}

function setProperty(target: HTMLElement, name: string, value: unknown): void {
  const property = name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  // Built-in elements declare each property of their schema as an accessor.
  (target as unknown as Record<string, unknown>)[property] = value;
}
