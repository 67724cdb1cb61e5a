import { glassEasel, type Root } from "glass-easel-miniprogram-adapter";
import type { PageOpening, PageWindow, ViewEvent } from "../protocol/index.ts";
import type { EventChannel } from "./event-channel.ts";
import type { EventObjects } from "./event-object.ts";
import { PatchElement, type PatchBackend } from "./patch-backend.ts";

/** The object that page hooks have as `this`. */
export type PageCaller = Record<string, unknown> & {
  setData(data: Record<string, unknown>, callback?: () => void): void;
};

/** What a page is made of. */
export interface PageParts {
  number: number;
  path: string;
  /** As in the URL, undecoded. */
  query: string;
  window: PageWindow;
  root: Root;
  backend: PatchBackend;
  events: EventObjects;
  openerChannel: EventChannel;
}

/** One page that is open. */
export class PageInstance {
  readonly number: number;
  readonly path: string;
  readonly query: string;
  readonly window: PageWindow;
  /** The page's `this`. */
  readonly caller: PageCaller;
  readonly #root: Root;
  readonly #backend: PatchBackend;
  readonly #events: EventObjects;
  #isVisible = false;

  constructor({ number, path, query, window, root, backend, events, openerChannel }: PageParts) {
    this.number = number;
    this.path = path;
    this.query = query;
    this.window = { ...window };
    this.#root = root;
    this.#backend = backend;
    this.#events = events;
    this.caller = root.get() as unknown as PageCaller;
    this.caller.route = path;
    this.caller.options = parseQuery(query);
    this.caller.getOpenerEventChannel = () => openerChannel;
  }

  get isVisible(): boolean {
    return this.#isVisible;
  }

  /** What the view needs before the first patch. */
  get opening(): PageOpening {
    return { page: this.number, path: this.path, query: this.query, window: this.window, styles: this.#backend.styles };
  }

  /** Attaches the components, then `onLoad`. The view must know the page by now. */
  load(): void {
    const parent = this.#backend.getRootNode();
    const placeholder = this.#backend.createTextNode("");
    parent.appendChild(placeholder);
    this.#root.attach(parent, placeholder);
    placeholder.release();
    this.#backend.release();
    this.call("onLoad", parseQuery(this.query));
  }

  show(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.call("onShow");
    this.#root.getComponent().triggerPageLifetime("show", []);
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.call("onHide");
    this.#root.getComponent().triggerPageLifetime("hide", []);
  }

  /** `onUnload`, then the components go. */
  unload(): void {
    this.#isVisible = false;
    this.call("onUnload");
    this.#root.release();
    this.#backend.destroy();
  }

  /** Sends changes that wait for the end of the microtask at once. */
  flush(): void {
    this.#backend.flush();
  }

  /** Delivers an event of the view. */
  dispatch(event: ViewEvent): void {
    const element = this.#backend.element(event.node);
    // The node may be gone: the view did not know it yet when the event came.
    if (element === undefined) return;
    const answer = this.#events.deliver(element, event);
    if (event.type !== "input" || element.tag !== "input") return;
    // What the handler of an <input> returns replaces its text.
    if (typeof answer === "string") element.setAttribute("value", answer);
    else if (typeof answer === "object" && answer !== null && "value" in answer) {
      element.setAttribute("value", answer.value);
      if ("cursor" in answer) element.setAttribute("cursor", answer.cursor);
    }
  }

  /** The built-in `<tag>` with this id in the page itself, or in a component of it whose `this` is `owner`. */
  findById(tag: string, id: string, owner: object = this.caller): PatchElement | undefined {
    const component = componentOf(owner);
    const found = component?.getShadowRoot()?.getElementById(id)?.getBackendElement() as unknown;
    if (!(found instanceof PatchElement) || found.tag !== tag || found.isHost) return undefined;
    return this.#backend.element(found.node) === found ? found : undefined;
  }

  /** The first built-in `<tag>` that was made of those that live, also in components. */
  findByTag(tag: string): PatchElement | undefined {
    return this.#backend.find((element) => element.tag === tag && !element.isHost);
  }

  changeModel(node: number, name: string, value: unknown): void {
    this.#backend.element(node)?.changeModel(name, value);
  }

  /** Calls a hook of the page, if it has it. */
  call(hook: string, ...values: unknown[]): void {
    const method = this.caller[hook];
    if (typeof method !== "function") return;
    glassEasel.safeCallback(
      hook,
      method as (...values: unknown[]) => unknown,
      this.caller,
      values,
      this.#root.getComponent(),
    );
  }
}

/** The component behind the `this` of an app. */
function componentOf(owner: object): glassEasel.GeneralComponent | undefined {
  const component = (owner as { _$?: unknown })._$;
  return glassEasel.Component.isComponent(component) ? component : undefined;
}

/** Query text to an object of undecoded strings. */
export function parseQuery(query: string): Record<string, string> {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
