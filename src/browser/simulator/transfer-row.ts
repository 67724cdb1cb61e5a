import type { Transfer } from "../../core/protocol/index.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";
import { bytesText, durationText, elapsedMs, isFailed, statusText, urlParts } from "./transfer-text.ts";

/** One line of the list of transfers. Showing another state changes only what differs. */
export class TransferRow {
  readonly element: HTMLElement;
  readonly #method = element("span", { className: "transfer-method" });
  readonly #name = element("span", { className: "transfer-name" });
  readonly #host = element("span", { className: "transfer-host" });
  readonly #status = element("span", { className: "transfer-status" });
  readonly #sent = element("span", { className: "transfer-sent" });
  readonly #received = element("span", { className: "transfer-received" });
  readonly #time = element("span", { className: "transfer-time" });
  readonly #sentBar = element("progress", { className: "transfer-bar" });
  readonly #receivedBar = element("progress", { className: "transfer-bar" });

  constructor(labels: Labels) {
    this.#sentBar.ariaLabel = labels.sent;
    this.#receivedBar.ariaLabel = labels.received;
    this.element = element(
      "div",
      { className: "transfer", role: "option" },
      this.#method,
      element("span", { className: "transfer-url" }, this.#name, this.#host),
      this.#status,
      element("span", { className: "transfer-size" }, this.#sent, this.#received),
      this.#time,
      element("span", { className: "transfer-bars" }, this.#sentBar, this.#receivedBar),
    );
  }

  show(transfer: Transfer, nowMs: number): void {
    const { name, host } = urlParts(transfer.url);
    this.element.dataset["state"] = isFailed(transfer) ? "fail" : transfer.state;
    setText(this.#method, transfer.method);
    setText(this.#name, name);
    setText(this.#host, transfer.error ?? `${transfer.api} · ${host}`);
    setText(this.#status, statusText(transfer));
    setText(this.#sent, `↑ ${bytesText(transfer.sentBytes)}`);
    setText(this.#received, `↓ ${bytesText(transfer.receivedBytes)}`);
    setText(this.#time, durationText(elapsedMs(transfer, nowMs)));
    this.element.title = transfer.url;
    setBar(this.#sentBar, transfer.sentBytes, transfer.totalSentBytes, transfer.state);
    setBar(this.#receivedBar, transfer.receivedBytes, transfer.totalReceivedBytes, transfer.state);
  }
}

function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** An unknown total shows as movement while bytes flow, and as full once the transfer succeeded. */
function setBar(bar: HTMLProgressElement, bytes: number, totalBytes: number, state: Transfer["state"]): void {
  if (totalBytes > 0) bar.value = Math.min(1, bytes / totalBytes);
  else if (bytes > 0 && state === "active") bar.removeAttribute("value");
  else bar.value = bytes > 0 && state === "success" ? 1 : 0;
}
