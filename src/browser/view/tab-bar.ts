import type { TabBar } from "../../core/protocol/index.ts";
import type { SourceResolver } from "./source-resolver.ts";

/** Style of the tab bar, for the document of the app frame. */
export const tabBarStyle = `
.tab-bar { flex: none; display: flex; box-sizing: border-box; height: calc(50px + env(safe-area-inset-bottom)); padding-bottom: env(safe-area-inset-bottom);
  border-top: .5px solid; user-select: none; -webkit-user-select: none; }
.tab-bar[hidden] { display: none; }
.tab { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 2px; border: 0; background: none;
  font: 10px/1.4 system-ui, sans-serif; cursor: pointer; }
.tab-bar.is-text .tab { font-size: 15px; }
.tab img { width: 27px; height: 27px; }
`;

/** The bar with the tabs of an app. */
export class TabBarView {
  readonly element: HTMLElement;
  readonly #resolver: SourceResolver;
  readonly #choose: (index: number) => void;
  #tabBar: TabBar | undefined;
  #selected = -1;
  #releases: (() => void)[] = [];

  constructor(document: Document, resolver: SourceResolver, choose: (index: number) => void) {
    this.element = document.createElement("nav");
    this.element.className = "tab-bar";
    this.element.hidden = true;
    this.#resolver = resolver;
    this.#choose = choose;
  }

  /** Position among pages: above or below. */
  get position(): "top" | "bottom" {
    return this.#tabBar?.position ?? "bottom";
  }

  update(tabBar: TabBar): void {
    this.#tabBar = tabBar;
    this.#draw();
  }

  /** Shows the bar with this tab selected; `-1` hides it. */
  select(index: number): void {
    this.#selected = index;
    this.#draw();
  }

  close(): void {
    for (const release of this.#releases) release();
    this.#releases = [];
  }

  #draw(): void {
    this.close();
    const tabBar = this.#tabBar;
    this.element.hidden = tabBar === undefined || this.#selected < 0;
    if (tabBar === undefined) return;
    this.element.style.backgroundColor = tabBar.backgroundColor;
    this.element.style.borderColor = tabBar.borderStyle === "white" ? "rgba(255,255,255,.2)" : "rgba(0,0,0,.15)";
    this.element.classList.toggle(
      "is-text",
      tabBar.position === "top" || tabBar.list.every((item) => item.iconPath === undefined),
    );
    this.element.replaceChildren(...tabBar.list.map((item, index) => this.#tab(tabBar, item, index)));
  }

  #tab(tabBar: TabBar, item: TabBar["list"][number], index: number): HTMLElement {
    const { ownerDocument } = this.element;
    const isSelected = index === this.#selected;
    const tab = ownerDocument.createElement("button");
    tab.className = "tab";
    tab.type = "button";
    tab.style.color = isSelected ? tabBar.selectedColor : tabBar.color;
    if (isSelected) tab.setAttribute("aria-current", "page");
    tab.addEventListener("click", () => this.#choose(index));
    const icon = isSelected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath;
    if (icon !== undefined && tabBar.position !== "top") tab.append(this.#icon(icon));
    const text = ownerDocument.createElement("span");
    text.textContent = item.text;
    tab.append(text);
    return tab;
  }

  #icon(path: string): HTMLElement {
    const image = this.element.ownerDocument.createElement("img");
    image.alt = "";
    const { url, release } = this.#resolver.acquire(path.startsWith("/") ? path : `/${path}`);
    this.#releases.push(release);
    void url.then(
      (resolved) => (image.src = resolved),
      () => image.remove(),
    );
    return image;
  }
}
