import type { Transfer } from "../../core/protocol/index.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";
import { bytesText, durationText, elapsedMs, statusText } from "./transfer-text.ts";

/** Shows everything about one transfer, until it is closed. */
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

  /** Shows this transfer, or hides when there is none. */
  show(transfer: Transfer | undefined): void {
    this.element.hidden = transfer === undefined;
    if (transfer === undefined) {
      this.#body.replaceChildren();
      return;
    }
    const labels = this.#labels;
    const bytes = (count: number, total: number): string =>
      total > 0 ? `${bytesText(count)} / ${bytesText(total)}` : bytesText(count);
    this.#body.replaceChildren(
      element("h3", { className: "details-url" }, `${transfer.method} ${transfer.url}`),
      ...(transfer.error === undefined
        ? []
        : [element("p", { className: "details-error", role: "alert" }, transfer.error)]),
      list({
        API: `wx.${transfer.api}`,
        [labels.status]: statusText(transfer),
        [labels.started]: new Date(transfer.startedMs).toLocaleTimeString(),
        [labels.duration]: durationText(elapsedMs(transfer, Date.now())),
        [labels.sent]: bytes(transfer.sentBytes, transfer.totalSentBytes),
        [labels.received]: bytes(transfer.receivedBytes, transfer.totalReceivedBytes),
      }),
      element("h4", {}, labels.requestHeaders),
      list(transfer.requestHeaders),
      element("h4", {}, labels.responseHeaders),
      list(transfer.responseHeaders ?? {}),
    );
  }
}

function list(values: Record<string, string>): HTMLElement {
  const entries = Object.entries(values);
  if (entries.length === 0) return element("p", { className: "details-none" }, "—");
  return element("dl", {}, ...entries.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}
