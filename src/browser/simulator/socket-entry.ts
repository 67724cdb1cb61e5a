import type { SocketMessage, SocketReport } from "../../core/protocol/index.ts";
import { detailsHead, detailsList } from "./details-parts.ts";
import { element } from "./element.ts";
import type { Labels } from "./labels.ts";
import type { PanelEntry, PanelLine } from "./panel-entry.ts";
import { bytesText, durationText, elapsedMs, urlParts } from "./transfer-text.ts";

/** So many messages of one connection are kept, the last ones. */
export const KEPT_MESSAGES = 100;
/** Closing codes that tell of something wrong, other than 1005, which stands for none. */
const BROKEN = { first: 1002, last: 1015, except: 1005 };

/** A WebSocket connection with its last messages. */
export class SocketEntry implements PanelEntry {
  readonly #messages: SocketMessage[] = [];
  #report: SocketReport;

  constructor(report: SocketReport) {
    this.#report = report;
    this.#keepMessage();
  }

  get key(): string {
    return `socket ${this.#report.id}`;
  }

  get isActive(): boolean {
    return this.#report.state !== "closed";
  }

  /** The last ones, newest first. */
  get messages(): readonly SocketMessage[] {
    return this.#messages.toReversed();
  }

  update(report: SocketReport): void {
    this.#report = report;
    this.#keepMessage();
  }

  line(nowMs: number): PanelLine {
    const { api, url, error, sentMessages, sentBytes, receivedMessages, receivedBytes } = this.#report;
    return {
      method: "WS",
      url,
      note: error ?? `${api} · ${urlParts(url).host}`,
      status: this.#status(),
      state: this.#lineState(),
      sent: `↑ ${sentMessages} · ${bytesText(sentBytes)}`,
      received: `↓ ${receivedMessages} · ${bytesText(receivedBytes)}`,
      elapsedMs: elapsedMs(this.#report, nowMs),
    };
  }

  details(labels: Labels, nowMs: number): Node[] {
    const { api, url, error, state, close, sentMessages, sentBytes, receivedMessages, receivedBytes } = this.#report;
    return [
      ...detailsHead(`WS ${url}`, error),
      detailsList({
        API: `wx.${api}`,
        [labels.status]: state,
        ...(close === undefined ? {} : { [labels.closeCode]: `${close.code} ${close.reason}` }),
        [labels.started]: new Date(this.#report.startedMs).toLocaleTimeString(),
        [labels.duration]: durationText(elapsedMs(this.#report, nowMs)),
        [labels.sent]: bytesText(sentBytes),
        [labels.received]: bytesText(receivedBytes),
        [labels.messages]: `↑ ${sentMessages} ↓ ${receivedMessages}`,
      }),
      element("h4", {}, labels.lastMessages),
      this.#messages.length === 0 ? detailsList({}) : this.#messageList(labels),
      element("h4", {}, labels.requestHeaders),
      detailsList(this.#report.requestHeaders),
      element("h4", {}, labels.responseHeaders),
      detailsList(this.#report.responseHeaders ?? {}),
    ];
  }

  #keepMessage(): void {
    const { message } = this.#report;
    if (message === undefined) return;
    this.#messages.push(message);
    if (this.#messages.length > KEPT_MESSAGES) this.#messages.shift();
  }

  #status(): string {
    const { state, close } = this.#report;
    if (state === "closed" && close !== undefined) return String(close.code);
    return state === "open" ? "open" : "…";
  }

  #lineState(): PanelLine["state"] {
    const { state, close, error } = this.#report;
    if (state !== "closed") return state === "open" ? "success" : "active";
    const code = close?.code ?? BROKEN.except;
    const isBroken = code >= BROKEN.first && code <= BROKEN.last && code !== BROKEN.except;
    return error !== undefined || isBroken ? "fail" : "success";
  }

  #messageList(labels: Labels): HTMLElement {
    const items = this.messages.map(({ direction, kind, atMs, sizeBytes, preview }) =>
      element(
        "li",
        { className: `message message-${direction}` },
        element("span", { className: "message-direction", title: labels[direction] }, direction === "sent" ? "↑" : "↓"),
        element(
          "span",
          { className: `message-preview message-${kind}`, title: preview },
          kind === "text" ? preview : labels.bytes,
        ),
        element("span", { className: "message-size" }, bytesText(sizeBytes)),
        element("time", { className: "message-time" }, new Date(atMs).toLocaleTimeString()),
      ),
    );
    return element("ol", { className: "messages" }, ...items);
  }
}
