import { element } from "./element.ts";
import type { Labels } from "./labels.ts";
import type { PanelEntry } from "./panel-entry.ts";

/** Shows everything about one entry, until it is closed. */
export class TransferDetails {
  readonly element: HTMLElement;
  readonly #labels: Labels;
  readonly #body = element("div", { className: "details-body" });

  constructor(labels: Labels, onClose: () => void) {
    this.#labels = labels;
    const close = element("button", { type: "button", className: "icon-button close-button", onclick: onClose });
    close.ariaLabel = labels.close;
    this.element = element("section", { className: "details", hidden: true }, close, this.#body);
  }

  /** Shows this entry, or hides when there is none. */
  show(entry: PanelEntry | undefined): void {
    this.element.hidden = entry === undefined;
    this.#body.replaceChildren(...(entry?.details(this.#labels, Date.now()) ?? []));
  }
}
