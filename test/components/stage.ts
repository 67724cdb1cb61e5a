import type { CDPSession } from "@vitest/browser-playwright";
import { cdp } from "vitest/browser";
import { builtInStyle, defineComponents } from "../../src/browser/components/index.ts";

/** A component and its properties by camelCase name. */
export type ComponentElement = HTMLElement &
  Record<string, unknown> & { readonly contentElement: HTMLElement | undefined };

/** A page to try components on: a shadow root with the built-in style and then the app's, as the view makes them. */
export interface Stage extends Disposable {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** The `<wx-page>`. */
  readonly page: HTMLElement;
  /** Puts a component into the page and waits until it is rendered. */
  add(tag: string, properties?: Record<string, unknown>, style?: string): Promise<ComponentElement>;
}

/** Makes an empty page in the document. */
export function createStage(options: { appStyle?: string; isStyleV2?: boolean; theme?: "light" | "dark" } = {}): Stage {
  defineComponents();
  const host = document.createElement("div");
  host.dataset.theme = options.theme ?? "light";
  host.style.width = "375px";
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [builtInStyle(options.isStyleV2 ?? false), options.appStyle ?? ""].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  const page = document.createElement("wx-page");
  root.append(page);
  document.body.append(host);
  return {
    host,
    root,
    page,
    async add(tag, properties = {}, style = "") {
      const element = createComponent(tag, properties);
      element.style.cssText = style;
      page.append(element);
      await rendered();
      return element;
    },
    [Symbol.dispose]: () => host.remove(),
  };
}

/** Makes a component that is in no document. */
export function createComponent(tag: string, properties: Record<string, unknown> = {}): ComponentElement {
  defineComponents();
  const element = document.createElement(`wx-${tag}`) as unknown as ComponentElement;
  return Object.assign(element, properties);
}

/** Waits until components have shown the properties that were set. */
export async function rendered(): Promise<void> {
  await Promise.resolve();
}

/** Waits for an event and returns it. */
export function once(target: EventTarget, type: string): Promise<CustomEvent> {
  return new Promise((resolve) =>
    target.addEventListener(type, (event) => resolve(event as CustomEvent), { once: true }),
  );
}

/** Collects the events of some types that reach a target, in every phase, as `[type, detail]`. */
export function record(target: EventTarget, ...types: string[]): [type: string, detail: unknown][] {
  const events: [string, unknown][] = [];
  for (const type of types) {
    target.addEventListener(type, (event) => events.push([type, (event as CustomEvent).detail]), { capture: true });
  }
  return events;
}

/** The one inner element of a component with this class. */
export function inner(component: Element, className: string): HTMLElement {
  const element = component.querySelector<HTMLElement>(`.${className}`);
  if (element === null) throw new Error(`<${component.localName}> has no .${className}`);
  return element;
}

/** Computed style of an element. */
export function look(element: Element, pseudo?: string): CSSStyleDeclaration {
  return getComputedStyle(element, pseudo);
}

/** The browser's own input, for what Playwright has no command: input methods and touches. */
export function devTools(): CDPSession {
  return cdp();
}
