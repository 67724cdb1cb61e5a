import {
  BUILT_INS,
  COMMON_EVENTS,
  PatchError,
  PatchReader,
  type LogicCommands,
  type NodeOffset,
  type PageOpening,
  type PageWindow,
  type Patch,
  type ViewEvent,
} from "../../core/protocol/index.ts";
import { DomTarget } from "./dom-target.ts";
import type { SourceResolver } from "./source-resolver.ts";
import { recognizeGestures, type GestureDetail } from "./gestures.ts";
import { NavigationBar, navigationBarStyle } from "./navigation-bar.ts";
import { PatchQueue } from "./patch-queue.ts";

/** Sends commands to logic that have no answer. */
export interface LogicSender {
  send<K extends keyof LogicCommands>(name: K, ...values: Parameters<LogicCommands[K]>): void;
}

/** What a page needs of the view. */
export interface PageHost {
  document: Document;
  logic: LogicSender;
  resolver: SourceResolver;
  /** In cascade order. */
  sheets: CSSStyleSheet[];
  goBack(): void;
  /** Resolves with whether the app has a permission, and asks the person where nobody did. */
  askPermission(scope: string): Promise<boolean>;
  /** The app broke the protocol, and must end. */
  ended(error: PatchError): void;
}

// `.minihost-viewport` is the containing block of fixed elements and the container of `cqh`, which `vh` becomes.
const pageStyle = `
:host { position: absolute; inset: 0; display: flex; flex-direction: column; contain: strict; background: var(--page-background); }
:host([hidden]) { display: none; }
.minihost-viewport { flex: 1; min-height: 0; position: relative; contain: strict; container-type: size; }
.minihost-scroller { position: absolute; inset: 0; overflow: hidden auto; overscroll-behavior: contain; -webkit-overflow-scrolling: touch; }
.minihost-scroller.minihost-fixed { overflow: hidden; }
${navigationBarStyle}
`;

/** One page in the DOM: navigation bar, and below it the scrolling tree that patches change. */
export class PageView {
  readonly element: HTMLElement;
  readonly path: string;
  readonly query: string;
  readonly #host: PageHost;
  readonly #number: number;
  readonly #scroller: HTMLElement;
  readonly #viewport: HTMLElement;
  readonly #bar: NavigationBar;
  readonly #target: DomTarget;
  readonly #reader: PatchReader<Node>;
  readonly #openedMs = performance.now();
  readonly #stop = new AbortController();
  readonly #stopGestures: () => void;
  #window: PageWindow;
  #isNearBottom = false;
  readonly #patches: PatchQueue;

  constructor(opening: PageOpening, host: PageHost) {
    const { document } = host;
    this.#host = host;
    this.#number = opening.page;
    this.#window = opening.window;
    this.path = opening.path;
    this.query = opening.query;
    this.element = document.createElement("div");
    this.element.hidden = true;
    const shadow = this.element.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(pageStyle);
    shadow.adoptedStyleSheets = [sheet, ...host.sheets];
    this.#bar = new NavigationBar(document, () => host.goBack());
    this.#viewport = document.createElement("main");
    this.#viewport.className = "minihost-viewport";
    this.#scroller = document.createElement("div");
    this.#scroller.className = "minihost-scroller";
    this.#viewport.append(this.#scroller);
    shadow.append(this.#bar.element, this.#viewport);
    this.#target = new DomTarget(document, host.resolver, {
      componentEvent: (element, event) => this.#send(element, event.type, event.detail, false),
      modelChange: (element, name, value) => {
        const node = this.#target.numberOf(element);
        if (node !== undefined) host.logic.send("page.model", this.#number, node, name, value);
      },
    });
    this.#reader = new PatchReader<Node>(this.#target, this.#scroller);
    this.#patches = new PatchQueue(this.#reader, document, (error) => {
      if (!(error instanceof PatchError)) throw error;
      host.ended(error);
    });
    this.#stopGestures = recognizeGestures(
      this.#scroller,
      () => this.#origin(),
      (target) => this.#path(target).some((node) => this.#hears(node, "longpress")),
    );
    this.#listen();
    this.update(opening.window);
  }

  /** Size of the area that the app draws in, CSS pixels. */
  get area(): { width: number; height: number } {
    return { width: this.#viewport.clientWidth, height: this.#viewport.clientHeight };
  }

  /** Applies a patch; a large one over several frames. */
  apply(patch: Patch): void {
    this.#patches.add(patch);
  }

  /** Resolves when all patches so far are in the tree. */
  settled(): Promise<void> {
    return this.#patches.settled();
  }

  /** Calls a method of a component, once everything before is shown; resolves with `undefined` when the component is gone. */
  async invoke(number: number, method: string, values: readonly unknown[]): Promise<unknown> {
    await this.#patches.settled();
    const node = this.#reader.node(number);
    if (!(node instanceof HTMLElement)) return undefined;
    const tag = node.localName.slice("wx-".length);
    const methods = Object.hasOwn(BUILT_INS, tag) ? BUILT_INS[tag]?.methods : undefined;
    if (methods?.includes(method) !== true) throw new PatchError(`<${tag}> has no method "${method}"`);
    await this.#target.resolved(node);
    // Built-in components have each method of their schema.
    return await (Reflect.get(node, method) as (...values: unknown[]) => unknown).apply(node, [...values]);
  }

  /** Tells the components that the person took a permission back; they listen on the root that they are in. */
  refuse(scope: string): void {
    this.element.shadowRoot?.dispatchEvent(new CustomEvent("permissionrefused", { detail: { scope } }));
  }

  update(change: Partial<PageWindow>): void {
    this.#window = { ...this.#window, ...change };
    this.#bar.update(this.#window);
    this.#scroller.classList.toggle("minihost-fixed", this.#window.disableScroll);
    this.element.style.setProperty("--page-background", this.#window.backgroundColor);
  }

  setTheme(theme: "light" | "dark"): void {
    this.element.dataset.theme = theme;
  }

  setBackVisible(isVisible: boolean): void {
    this.#bar.setBackVisible(isVisible);
  }

  close(): void {
    this.#stop.abort();
    this.#patches.close();
    this.#stopGestures();
    this.#target.close();
    this.element.remove();
  }

  #listen(): void {
    const options = { signal: this.#stop.signal, passive: true };
    for (const type of COMMON_EVENTS) {
      this.#scroller.addEventListener(type, (event) => this.#forward(event), options);
    }
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), options);
    this.#scroller.addEventListener(
      "permissionrequest",
      (event) => {
        if (event instanceof CustomEvent && isPermissionRequest(event.detail)) {
          event.detail.respondWith(this.#host.askPermission(event.detail.scope));
        }
      },
      options,
    );
  }

  /** Passes on a gesture, or the end of an animation or transition. Native touch events are not gestures. */
  #forward(event: Event): void {
    if (!(event.target instanceof Element)) return;
    if (event instanceof CustomEvent) this.#send(event.target, event.type, event.detail, true);
    else if (event instanceof AnimationEvent) {
      this.#send(
        event.target,
        event.type,
        { animationName: event.animationName, elapsedTime: event.elapsedTime },
        true,
      );
    } else if (event instanceof TransitionEvent) {
      this.#send(event.target, event.type, { propertyName: event.propertyName, elapsedTime: event.elapsedTime }, true);
    }
  }

  #send(element: Element, type: string, detail: unknown, isBubbling: boolean): void {
    const path = isBubbling ? this.#path(element) : [element];
    const source = path[0];
    const node = source === undefined ? undefined : this.#target.numberOf(source);
    if (source === undefined || node === undefined || !path.some((candidate) => this.#hears(candidate, type))) return;
    const event: ViewEvent = {
      page: this.#number,
      node,
      type,
      detail,
      timeStamp: Math.round(performance.now() - this.#openedMs),
      isBubbling,
      offsets: path.flatMap((candidate) => this.#offset(candidate)),
    };
    if (isGesture(detail)) {
      const { x, y, touches, changedTouches } = detail;
      Object.assign(event, { detail: { x, y }, touches, changedTouches });
    }
    this.#host.logic.send("page.event", event);
  }

  /** The nodes of the app from this element up to the page. */
  #path(element: Element): Element[] {
    const path: Element[] = [];
    for (let node: Element | null = element; node !== null && node !== this.#scroller; node = node.parentElement) {
      if (this.#target.numberOf(node) !== undefined) path.push(node);
    }
    return path;
  }

  #hears(element: Element, type: string): boolean {
    return this.#target.listeningOf(element)?.has(type) ?? false;
  }

  #offset(element: Element): NodeOffset[] {
    const node = this.#target.numberOf(element);
    if (node === undefined || !(element instanceof HTMLElement)) return [];
    return [{ node, offsetLeft: element.offsetLeft, offsetTop: element.offsetTop }];
  }

  #origin(): { left: number; top: number; scrollTop: number } {
    const { left, top } = this.#viewport.getBoundingClientRect();
    return { left, top, scrollTop: this.#scroller.scrollTop };
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    this.#host.logic.send("page.scroll", this.#number, scrollTop);
    const isNearBottom = scrollHeight - clientHeight - scrollTop <= this.#window.onReachBottomDistance;
    if (isNearBottom && !this.#isNearBottom) this.#host.logic.send("page.reachBottom", this.#number);
    this.#isNearBottom = isNearBottom;
  }
}

/** What a component asks for before it uses something of the person. */
interface PermissionRequest {
  scope: string;
  respondWith(isAllowed: Promise<boolean>): void;
}

function isPermissionRequest(detail: unknown): detail is PermissionRequest {
  return typeof detail === "object" && detail !== null && "scope" in detail && "respondWith" in detail;
}

function isGesture(detail: unknown): detail is GestureDetail {
  return typeof detail === "object" && detail !== null && "changedTouches" in detail;
}
