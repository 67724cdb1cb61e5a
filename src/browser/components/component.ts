import { BUILT_INS, COMMON_PROPERTIES, convertProperty, type BuiltInProperty } from "../../core/protocol/index.ts";

const PREFIX = "wx-";
const PROPERTIES = new Map(
  Object.entries(BUILT_INS).map(([tag, { properties }]) => [tag, { ...properties, ...COMMON_PROPERTIES }]),
);

/** Returns the properties of a tag (without `wx-`) with those that every component has, by kebab-case name. */
function propertiesOf(tag: string): Readonly<Record<string, BuiltInProperty>> {
  const properties = PROPERTIES.get(tag);
  if (properties === undefined) throw new Error(`"${tag}" is not in BUILT_INS`);
  return properties;
}

/** A component's class: one that the browser can construct. */
export interface ComponentClass extends CustomElementConstructor {
  readonly prototype: WxComponent;
  /** Tag without `wx-`. */
  readonly tag: string;
  readonly observedAttributes: string[];
  define(registry: CustomElementRegistry): void;
}

/**
 * A built-in component: an element whose properties come from `BUILT_INS`. Each property is an accessor in camelCase and an attribute in
 * kebab-case; setting it converts the value, and `undefined` brings the default back. Subclasses declare the accessors that they read.
 *
 * It has no `connectedCallback`, so that a list of a thousand views costs little; see `RenderedComponent` for components that need one.
 */
export abstract class WxComponent extends HTMLElement {
  /** Tag without `wx-`. */
  static readonly tag: string = "";

  #values: Map<string, unknown> | undefined;

  static get observedAttributes(): string[] {
    return Object.keys(propertiesOf(this.tag));
  }

  /** Gives the class its accessors and the registry its element, unless the registry has it. */
  static define(this: ComponentClass, registry: CustomElementRegistry): void {
    const name = PREFIX + this.tag;
    if (registry.get(name) !== undefined) return;
    for (const property of this.observedAttributes) {
      Object.defineProperty(this.prototype, camelCase(property), {
        configurable: true,
        enumerable: true,
        get(this: WxComponent) {
          return this.read(property);
        },
        set(this: WxComponent, value: unknown) {
          this.#write(property, value);
        },
      });
    }
    registry.define(name, this);
  }

  /** The properties by kebab-case name. */
  get properties(): Readonly<Record<string, BuiltInProperty>> {
    return propertiesOf(this.localName.slice(PREFIX.length));
  }

  /** Element that takes the children of the app, where that is not the component itself. */
  get contentElement(): HTMLElement | undefined {
    return undefined;
  }

  attributeChangedCallback(name: string, _old: string | null, value: string | null): void {
    // An attribute that says what the property says was set by reflecting it.
    if (!this.#isReflected(name) || value !== this.#attributeOf(name)) this.#write(name, value ?? undefined);
  }

  /** Properties that show as attributes of the element too, for selectors such as `button[disabled]`. */
  protected get reflected(): readonly string[] {
    return [];
  }

  /** Returns the value of a property by its kebab-case name. */
  protected read(property: string): unknown {
    return this.#values?.get(property) ?? this.properties[property]?.default;
  }

  /** Tells whether a property has a value of its own. */
  protected isSet(property: string): boolean {
    return this.#values?.has(property) ?? false;
  }

  /** Is called after each setting of a property, also with an equal value. */
  protected changed?(property: string): void;

  /** Sends a component event; those do not bubble. */
  protected emit(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /**
   * Takes over an event of an inner element: listeners on the component do not see it, not even in the capture phase, because this
   * one is called first. For use in constructors.
   */
  protected intercept<Type extends keyof HTMLElementEventMap>(
    inner: Element,
    type: Type,
    handle: (event: HTMLElementEventMap[Type]) => void = () => {},
  ): void {
    const take = (event: HTMLElementEventMap[Type]): void => {
      if (event.target !== inner) return;
      event.stopImmediatePropagation();
      handle(event);
    };
    this.addEventListener(type, take, { capture: true });
  }

  #write(name: string, value: unknown): void {
    if (value === undefined || value === null) {
      this.#values?.delete(name);
    } else {
      const property = this.properties[name];
      if (property === undefined) return;
      this.#values ??= new Map();
      this.#values.set(name, convertProperty(property, value));
    }
    if (this.#isReflected(name)) this.#reflect(name);
    this.changed?.(name);
  }

  #isReflected(name: string): boolean {
    return name === "hidden" || this.reflected.includes(name);
  }

  #reflect(name: string): void {
    const text = this.#attributeOf(name);
    if (text === null) this.removeAttribute(name);
    else if (text !== this.getAttribute(name)) this.setAttribute(name, text);
  }

  /** The attribute that shows the value of a reflected property, `null` for none. */
  #attributeOf(name: string): string | null {
    const value = this.#values?.get(name);
    if (value === undefined || value === false) return null;
    return typeof value === "string" ? value : "";
  }
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
