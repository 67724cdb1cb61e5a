import { WxComponent } from "./component.ts";
import { decodeEntities, widenSpaces } from "./text-decoding.ts";

/** `<wx-text>`: inline text. With `decode` or `space` it rewrites the text nodes that are its children, also when they change. */
export class WxText extends WxComponent {
  static override readonly tag: string = "text";

  declare decode: boolean;
  declare space: string;

  #observer: MutationObserver | undefined;
  /** What the app wrote into the nodes that were rewritten. */
  readonly #written = new WeakMap<Node, { source: string; shown: string }>();

  protected override get reflected(): readonly string[] {
    return ["selectable", "user-select"];
  }

  protected override changed(property: string): void {
    if (property !== "decode" && property !== "space") return;
    const isPlain = !this.decode && this.space === "";
    if (this.#observer === undefined && isPlain) return;
    this.#observer ??= new MutationObserver((records) => this.#follow(records));
    this.#follow(this.#observer.takeRecords());
    this.#observer.disconnect();
    if (!isPlain) this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
  }

  #follow(records: MutationRecord[]): void {
    for (const { type, target } of records) if (type === "characterData") this.#written.delete(target);
    for (const child of this.childNodes) if (child instanceof Text) this.#rewrite(child);
    // Its own writes are no news.
    this.#observer?.takeRecords();
  }

  #rewrite(node: Text): void {
    const written = this.#written.get(node);
    const source = written?.shown === node.data ? written.source : node.data;
    const shown = widenSpaces(this.decode ? decodeEntities(source) : source, this.space);
    if (shown === node.data) return;
    this.#written.set(node, { source, shown });
    node.data = shown;
  }
}
