import type { PageWindow } from "../../core/protocol/index.ts";

/** Style of the navigation bar, for the shadow root of a page. */
export const navigationBarStyle = `
.minihost-bar { flex: none; display: grid; grid-template-columns: 1fr minmax(0, auto) 1fr; align-items: center; box-sizing: border-box;
  height: calc(44px + env(safe-area-inset-top)); padding: env(safe-area-inset-top) 8px 0; user-select: none; -webkit-user-select: none; z-index: 1; }
.minihost-bar[hidden] { display: none; }
.minihost-bar-title { grid-column: 2; font-size: 17px; font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.minihost-bar-back { justify-self: start; width: 36px; height: 36px; padding: 0; border: 0; background: none; color: inherit; cursor: pointer; }
.minihost-bar-back[hidden] { visibility: hidden; display: block; }
.minihost-bar-back::before { content: ""; display: block; width: 11px; height: 11px; margin: auto; border: solid currentColor; border-width: 0 0 2px 2px;
  transform: translateX(3px) rotate(45deg); }
`;

/** The bar on top of a page: title, colours and the back button. */
export class NavigationBar {
  readonly element: HTMLElement;
  readonly #title: HTMLElement;
  readonly #back: HTMLButtonElement;

  constructor(document: Document, goBack: () => void) {
    this.element = document.createElement("header");
    this.element.className = "minihost-bar";
    this.#back = document.createElement("button");
    this.#back.className = "minihost-bar-back";
    this.#back.type = "button";
    this.#back.setAttribute("aria-label", "返回 Back");
    this.#back.addEventListener("click", goBack);
    this.#title = document.createElement("div");
    this.#title.className = "minihost-bar-title";
    this.#title.setAttribute("role", "heading");
    this.#title.setAttribute("aria-level", "1");
    this.element.append(this.#back, this.#title);
  }

  update(window: PageWindow): void {
    this.element.hidden = window.navigationStyle === "custom";
    this.element.style.backgroundColor = window.navigationBarBackgroundColor;
    this.element.style.color = window.navigationBarTextStyle === "black" ? "rgba(0,0,0,.9)" : "#fff";
    this.#title.textContent = window.navigationBarTitleText;
  }

  setBackVisible(isVisible: boolean): void {
    this.#back.hidden = !isVisible;
  }
}
