import { RenderedComponent } from "./rendered-component.ts";

/** A component that shows elements of its own instead of the app's children. */
export abstract class Leaf extends RenderedComponent {
  #unshown: HTMLElement | undefined;

  /** Element outside the document: an app may put children in a leaf, but they are not shown. */
  override get contentElement(): HTMLElement {
    this.#unshown ??= document.createElement("div");
    return this.#unshown;
  }
}

/** Makes an inner element. Its class starts with `wx-`, so that no class of an app means it. */
export function createInner<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
