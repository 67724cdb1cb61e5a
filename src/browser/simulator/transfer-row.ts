import { element } from "./element.ts";
import type { Labels } from "./labels.ts";
import type { PanelLine, PanelProgress } from "./panel-entry.ts";
import { durationText, urlParts } from "./transfer-text.ts";

/** One row of the network panel. Showing another state changes only what differs. */
export class TransferRow {
  readonly element: HTMLElement;
  readonly #method = element("span", { className: "transfer-method" });
  readonly #name = element("span", { className: "transfer-name" });
  readonly #host = element("span", { className: "transfer-host" });
  readonly #status = element("span", { className: "transfer-status" });
  readonly #sent = element("span", { className: "transfer-sent" });
  readonly #received = element("span", { className: "transfer-received" });
  readonly #time = element("span", { className: "transfer-time" });
  readonly #bars: HTMLElement;
  readonly #sentBar = element("progress", { className: "transfer-bar" });
  readonly #receivedBar = element("progress", { className: "transfer-bar" });

  constructor(labels: Labels) {
    this.#sentBar.ariaLabel = labels.sent;
    this.#receivedBar.ariaLabel = labels.received;
    this.#bars = element("span", { className: "transfer-bars" }, this.#sentBar, this.#receivedBar);
    this.element = element(
      "div",
      { className: "transfer", role: "option" },
      this.#method,
      element("span", { className: "transfer-url" }, this.#name, this.#host),
      this.#status,
      element("span", { className: "transfer-size" }, this.#sent, this.#received),
      this.#time,
      this.#bars,
    );
  }

  show({ method, url, note, status, state, sent, received, elapsedMs, progress }: PanelLine): void {
    this.element.dataset["state"] = state;
    setText(this.#method, method);
    setText(this.#name, urlParts(url).name);
    setText(this.#host, note);
    setText(this.#status, status);
    setText(this.#sent, sent);
    setText(this.#received, received);
    setText(this.#time, durationText(elapsedMs));
    this.element.title = url;
    this.#bars.hidden = progress === undefined;
    if (progress === undefined) return;
    setBar(this.#sentBar, progress.sent);
    setBar(this.#receivedBar, progress.received);
  }
}

function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

function setBar(bar: HTMLProgressElement, progress: PanelProgress): void {
  if (progress === "flowing") bar.removeAttribute("value");
  else bar.value = progress;
}
