import { glassEasel } from "glass-easel-miniprogram-adapter";
import { convertProperty, findProperty, ListenFlag, PatchWriter, ROOT_NODE, type Patch } from "../protocol/index.ts";

type Context = glassEasel.composedBackend.Context;
type Element = glassEasel.composedBackend.Element;
type StyleScopes = glassEasel.StyleScopeManager;

/** Where a page's patches go. */
export interface PatchSink {
  patch(patch: Patch): void;
  /** Resolves after everything sent before was drawn. */
  render(): Promise<void>;
}

/** The back end of glass-easel for one page: turns its operations into patches, sent once a microtask. */
export class PatchBackend implements Context {
  readonly mode: glassEasel.BackendMode.Composed = glassEasel.BackendMode.Composed;
  readonly writer: PatchWriter = new PatchWriter();
  /** Keys of the styles that the page needs, in cascade order. */
  readonly styles: string[] = [];
  readonly #sink: PatchSink;
  readonly #scopes: StyleScopes;
  readonly #window: { width: number; height: number; pixelRatio: number; theme: string };
  readonly #elements = new Map<number, PatchElement>();
  readonly #root: PatchElement;
  #nextNode = ROOT_NODE;
  #isFlushing = false;
  #isHeld = true;
  /** Callbacks of `render` that wait for the first patch. */
  #rendering: (() => void)[] = [];

  constructor(
    sink: PatchSink,
    scopes: StyleScopes,
    window: { width: number; height: number; pixelRatio: number; theme: string },
  ) {
    this.#sink = sink;
    this.#scopes = scopes;
    this.#window = window;
    this.#root = new PatchElement(this, ROOT_NODE, "page", true);
    this.#nextNode = ROOT_NODE + 1;
  }

  /** Lets the first patch go, once the view knows the page. */
  release(): void {
    this.#isHeld = false;
    const rendering = this.#rendering;
    this.#rendering = [];
    this.flush();
    for (const render of rendering) render();
  }

  /** Sends what was collected. */
  flush(): void {
    this.#isFlushing = false;
    if (this.#isHeld || this.writer.isEmpty) return;
    this.#sink.patch(this.writer.take());
  }

  /** Sends what is collected at the end of this microtask. */
  schedule(): void {
    if (this.#isFlushing || this.#isHeld) return;
    this.#isFlushing = true;
    queueMicrotask(() => this.flush());
  }

  /** The element of a node number, if it lives. */
  element(node: number): PatchElement | undefined {
    return this.#elements.get(node);
  }

  /** The first element that fits, in the order in which they were made. */
  find(fits: (element: PatchElement) => boolean): PatchElement | undefined {
    for (const element of this.#elements.values()) if (fits(element)) return element;
    return undefined;
  }

  forget(node: number): void {
    this.#elements.delete(node);
  }

  scopeName(scope: number | undefined): string {
    return (scope === undefined ? undefined : this.#scopes.queryName(scope)) ?? "";
  }

  destroy(): void {
    this.#isHeld = true;
    this.#rendering = [];
    this.#elements.clear();
  }

  getWindowWidth(): number {
    return this.#window.width;
  }

  getWindowHeight(): number {
    return this.#window.height;
  }

  getDevicePixelRatio(): number {
    return this.#window.pixelRatio;
  }

  getTheme(): string {
    return this.#window.theme;
  }

  registerStyleSheetContent(): void {
    // Styles are in the bundle; the view has them already.
  }

  appendStyleSheetPath(path: string): number {
    return this.styles.push(path) - 1;
  }

  disableStyleSheet(index: number): void {
    this.styles.splice(index, 1);
  }

  render(callback: (error: Error | null) => void): void {
    const render = (): void => {
      this.flush();
      void this.#sink.render().then(() => callback(null));
    };
    if (this.#isHeld) this.#rendering.push(render);
    else render();
  }

  getRootNode(): PatchElement {
    return this.#root;
  }

  createElement(logicalName: string, stylingName: string): PatchElement {
    const isHost = logicalName !== stylingName;
    const element = this.#add(new PatchElement(this, this.#nextNode++, stylingName, isHost));
    this.writer.createElement(element.node, stylingName, isHost);
    this.schedule();
    return element;
  }

  createTextNode(content: string): PatchElement {
    const element = this.#add(new PatchElement(this, this.#nextNode++, "", false));
    this.writer.createText(element.node, content);
    this.schedule();
    return element;
  }

  createFragment(): Element {
    return new PatchFragment();
  }

  onEvent(): void {
    // Events come through the page, which knows the app's event objects.
  }

  #add(element: PatchElement): PatchElement {
    this.#elements.set(element.node, element);
    return element;
  }
}

/** A list of nodes on its way into the tree; it never reaches the view. */
class PatchFragment implements Element {
  readonly nodes: number[] = [];

  appendChild(child: Element): void {
    this.nodes.push(...nodesOf(child));
  }

  release(): void {
    this.nodes.length = 0;
  }

  associateValue = unused;
  removeChild = unused;
  insertBefore = unused;
  replaceChild = unused;
  spliceBefore = unused;
  spliceAppend = unused;
  spliceRemove = unused;
  setId = unused;
  setStyleScope = unused;
  setStyle = unused;
  addClass = unused;
  removeClass = unused;
  clearClasses = unused;
  setAttribute = unused;
  removeAttribute = unused;
  setText = unused;
  setModelBindingStat = unused;
  setListenerStats = unused;
}

/** One node of the page: writes operations; keeps only what events need. */
export class PatchElement implements Element {
  readonly node: number;
  readonly tag: string;
  /** Whether it is the host node of a custom component. */
  readonly isHost: boolean;
  /** The element of glass-easel that this node shows. */
  owner: glassEasel.Element | undefined;
  #scope: number | undefined;
  #extraScope: number | undefined;
  #models: Map<string, (value: unknown) => void> | undefined;
  readonly #backend: PatchBackend;

  constructor(backend: PatchBackend, node: number, tag: string, isHost: boolean) {
    this.#backend = backend;
    this.node = node;
    this.tag = tag;
    this.isHost = isHost;
  }

  /** Passes on that the person changed an attribute bound with `model:`. */
  changeModel(name: string, value: unknown): void {
    this.#models?.get(name)?.(value);
  }

  release(): void {
    this.owner = undefined;
    this.#backend.forget(this.node);
    this.#writer().release(this.node);
  }

  associateValue(element: glassEasel.Element): void {
    this.owner = element;
  }

  appendChild(child: Element): void {
    this.#writer().splice(this.node, 0, 0, nodesOf(child));
  }

  removeChild(child: Element): void {
    this.#writer().splice(this.node, numberOf(child), 1, []);
  }

  insertBefore(child: Element, before: Element): void {
    this.#writer().splice(this.node, numberOf(before), 0, nodesOf(child));
  }

  replaceChild(child: Element, old: Element): void {
    this.#writer().splice(this.node, numberOf(old), 1, nodesOf(child));
  }

  spliceBefore(before: Element, deleteCount: number, list: Element): void {
    this.#writer().splice(this.node, numberOf(before), deleteCount, nodesOf(list));
  }

  spliceAppend(list: Element): void {
    this.#writer().splice(this.node, 0, 0, nodesOf(list));
  }

  spliceRemove(before: Element, deleteCount: number): void {
    this.#writer().splice(this.node, numberOf(before), deleteCount, []);
  }

  setId(id: string): void {
    this.#writer().setId(this.node, id);
  }

  setStyleScope(scope: number, extraScope?: number, hostScope?: number): void {
    this.#scope = scope;
    this.#extraScope = extraScope;
    const host = this.#backend.scopeName(hostScope);
    if (host !== "") this.#writer().setHost(this.node, host);
  }

  setStyle(css: string): void {
    this.#writer().setStyle(this.node, css);
  }

  addClass(name: string, scope?: number): void {
    this.#writer().addClass(this.node, this.#scoped(name, scope));
  }

  removeClass(name: string, scope?: number): void {
    this.#writer().removeClass(this.node, this.#scoped(name, scope));
  }

  clearClasses(): void {
    this.#writer().clearClasses(this.node);
  }

  setAttribute(name: string, value: unknown): void {
    if (/^(aria-[a-z]+|role)$/.test(name)) {
      this.#writer().setAttribute(this.node, name, String(value));
      return;
    }
    const found = this.#property(name);
    if (found === undefined) return;
    const [known, property] = found;
    const converted = cloneable(convertProperty(property, value));
    const text = property.type === "class" && typeof converted === "string" ? this.#scopedList(converted) : converted;
    this.#writer().setAttribute(this.node, known, text);
  }

  removeAttribute(name: string): void {
    const found = this.#property(name);
    if (found !== undefined) this.#writer().removeAttribute(this.node, found[0]);
  }

  setText(content: string): void {
    this.#writer().setText(this.node, content);
  }

  setModelBindingStat(name: string, listener: ((value: unknown) => void) | null): void {
    this.#models ??= new Map();
    if (listener === null) this.#models.delete(name);
    else this.#models.set(name, listener);
    this.#writer().bindModel(this.node, name, listener !== null);
  }

  setListenerStats(type: string, isCapture: boolean, level: number): void {
    const final = level === 2 ? ListenFlag.final : 0;
    this.#writer().listen(this.node, type, (isCapture ? ListenFlag.capture : 0) | final);
  }

  /** A host node has the common properties only: its tag may be that of a built-in. */
  #property(name: string): ReturnType<typeof findProperty> {
    return findProperty(this.isHost ? "" : this.tag, name);
  }

  #writer(): PatchWriter {
    this.#backend.schedule();
    return this.#backend.writer;
  }

  #scoped(name: string, scope: number | undefined): string {
    const prefix = this.#backend.scopeName(scope);
    return prefix === "" ? name : `${prefix}--${name}`;
  }

  #scopedList(names: string): string {
    const scopes = this.#extraScope === undefined ? [this.#scope] : [this.#scope, this.#extraScope];
    return names
      .split(/\s+/)
      .filter((name) => name !== "")
      .flatMap((name) => (name === "none" ? [name] : scopes.map((scope) => this.#scoped(name, scope))))
      .join(" ");
  }
}

function unused(): void {
  throw new Error("A list of nodes has no such operation");
}

function numberOf(element: Element): number {
  if (element instanceof PatchElement) return element.node;
  throw new Error("Expected a node of this page");
}

function nodesOf(element: Element): readonly number[] {
  return element instanceof PatchFragment ? element.nodes : [numberOf(element)];
}

/** A value that can cross to the view: functions and the like are left out, as the platform's serialised copy does. */
function cloneable(value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  return JSON.parse(JSON.stringify(value)) as unknown;
}
