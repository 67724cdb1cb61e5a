import { placeOf, type DevProblem } from "../../core/protocol/index.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";

/** Covers the simulator while the app does not compile, or after it reported an error. */
export class ErrorOverlay {
  readonly element: HTMLElement;
  readonly #labels: Labels;
  readonly #title = element("h2", {});
  readonly #list = element("ul", { className: "problems" });
  #problems: DevProblem[] = [];
  readonly #appErrors = new Map<string, number>();

  constructor(labels: Labels) {
    this.#labels = labels;
    const close = element("button", {
      type: "button",
      className: "icon-button close-button",
      onclick: () => this.#hide(),
    });
    close.ariaLabel = labels.close;
    this.element = element(
      "section",
      { className: "overlay", hidden: true, role: "alert" },
      element("div", { className: "overlay-card" }, element("header", {}, this.#title, close), this.#list),
    );
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#hide();
    });
  }

  /** Takes all problems of a compilation. Warnings alone cover nothing. */
  setProblems(problems: DevProblem[]): void {
    this.#problems = problems.some(({ severity }) => severity === "error") ? problems : [];
    this.#draw();
  }

  addAppError(message: string): void {
    this.#appErrors.set(message, (this.#appErrors.get(message) ?? 0) + 1);
    this.#draw();
  }

  clearAppErrors(): void {
    this.#appErrors.clear();
    this.#draw();
  }

  #hide(): void {
    this.element.hidden = true;
  }

  #draw(): void {
    const { length } = this.#problems;
    this.element.hidden = length === 0 && this.#appErrors.size === 0;
    this.#title.textContent = length > 0 ? `${this.#labels.problems} (${length})` : this.#labels.appError;
    this.#list.replaceChildren(
      ...this.#problems.map((problem) => this.#problem(problem)),
      ...[...this.#appErrors].map(([message, count]) => this.#appError(message, count)),
    );
  }

  #problem(problem: DevProblem): HTMLElement {
    const { severity, message, hint, frame } = problem;
    return element(
      "li",
      { className: `problem problem-${severity}` },
      element(
        "p",
        { className: "problem-place" },
        element("span", { className: "problem-severity" }, this.#labels[severity]),
        element("code", {}, placeOf(problem)),
      ),
      element("p", { className: "problem-message" }, message),
      ...(frame === undefined ? [] : [element("pre", {}, frame)]),
      ...(hint === undefined ? [] : [element("p", { className: "problem-hint" }, hint)]),
    );
  }

  #appError(message: string, count: number): HTMLElement {
    return element(
      "li",
      { className: "problem problem-error" },
      element(
        "p",
        { className: "problem-place" },
        element("span", { className: "problem-severity" }, this.#labels.error),
        element("code", {}, this.#labels.app),
        ...(count > 1 ? [element("span", { className: "problem-count" }, `× ${count}`)] : []),
      ),
      element("pre", {}, message),
    );
  }
}
