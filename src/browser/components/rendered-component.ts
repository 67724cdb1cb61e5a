import { WxComponent } from "./component.ts";

/** A component that shows its properties itself while it is in a document. */
export abstract class RenderedComponent extends WxComponent {
  readonly #changes = new Set<string>();
  #isRendered = false;
  #isScheduled = false;

  connectedCallback(): void {
    if (!this.#isRendered) for (const property of Object.keys(this.properties)) this.#changes.add(property);
    this.#isRendered = true;
    this.#schedule();
  }

  /**
   * Shows properties: all of them after the element was first connected, later those that were set. It is called in a microtask, once
   * for all that one patch does, and never while the element is out of the document.
   */
  protected abstract update(changes: ReadonlySet<string>): void;

  protected override changed(property: string): void {
    this.#changes.add(property);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || !this.isConnected) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (!this.isConnected || this.#changes.size === 0) return;
      const changes = new Set(this.#changes);
      this.#changes.clear();
      this.update(changes);
    });
  }
}
