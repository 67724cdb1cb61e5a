import type { SocketReport, Transfer } from "../../core/protocol/index.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";
import type { PanelEntry } from "./panel-entry.ts";
import { SocketEntry } from "./socket-entry.ts";
import { TransferDetails } from "./transfer-details.ts";
import { transferEntry } from "./transfer-entry.ts";
import { TransferList } from "./transfer-list.ts";

/** How often the times of what runs are shown anew. */
const TICK_MS = 500;

/** Lists what the app sends and receives. */
export class NetworkPanel {
  readonly element: HTMLElement;
  readonly #list: TransferList;
  readonly #details: TransferDetails;
  readonly #sockets = new Map<number, SocketEntry>();
  readonly #count = element("span", { className: "panel-count" });
  readonly #empty: HTMLElement;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(labels: Labels) {
    this.#list = new TransferList(labels, (entry) => this.#details.show(entry));
    this.#details = new TransferDetails(labels, () => this.#list.select(-1));
    this.#empty = element("p", { className: "panel-empty" }, labels.empty);
    const columns = [labels.method, "URL", labels.status, labels.size, labels.time, ""];
    this.element = element(
      "aside",
      { className: "network" },
      element(
        "header",
        { className: "panel-header" },
        element("h2", {}, labels.network),
        this.#count,
        element("button", { type: "button", onclick: () => this.clear() }, labels.clear),
      ),
      element("div", { className: "columns" }, ...columns.map((text) => element("span", {}, text))),
      this.#list.element,
      this.#empty,
      this.#details.element,
    );
    this.element.ariaLabel = labels.network;
  }

  /** Adds a transfer, or shows a new state of one. */
  putTransfer(transfer: Transfer): void {
    this.#put(transferEntry(transfer));
  }

  /** Adds a connection, or shows a new state of one. */
  putSocket(report: SocketReport): void {
    let entry = this.#sockets.get(report.id);
    if (entry === undefined) {
      entry = new SocketEntry(report);
      this.#sockets.set(report.id, entry);
    } else {
      entry.update(report);
    }
    this.#put(entry);
  }

  clear(): void {
    this.#sockets.clear();
    this.#list.clear();
    this.#changed();
  }

  #put(entry: PanelEntry): void {
    this.#list.put(entry);
    this.#changed();
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  #changed(): void {
    this.#count.textContent = String(this.#list.length);
    this.#empty.hidden = this.#list.length > 0;
  }

  #tick(): void {
    this.#list.tick();
    if (this.#list.isActive) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
