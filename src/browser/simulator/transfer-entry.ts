import type { Transfer } from "../../core/protocol/index.ts";
import { detailsHead, detailsList } from "./details-parts.ts";
import { element } from "./element.ts";
import type { PanelEntry, PanelProgress } from "./panel-entry.ts";
import { bytesText, durationText, elapsedMs, isFailed, statusText, urlParts } from "./transfer-text.ts";

/** A request, an upload or a download. */
export function transferEntry(transfer: Transfer): PanelEntry {
  const { api, method, url, state, sentBytes, totalSentBytes, receivedBytes, totalReceivedBytes, error } = transfer;
  return {
    key: `transfer ${transfer.id}`,
    isActive: state === "active" || state === "queued",
    line: (nowMs) => ({
      method,
      url,
      note: error ?? `${api} · ${urlParts(url).host}`,
      status: statusText(transfer),
      state: isFailed(transfer) ? "fail" : state,
      sent: `↑ ${bytesText(sentBytes)}`,
      received: `↓ ${bytesText(receivedBytes)}`,
      elapsedMs: elapsedMs(transfer, nowMs),
      progress: {
        sent: progressOf(sentBytes, totalSentBytes, state),
        received: progressOf(receivedBytes, totalReceivedBytes, state),
      },
    }),
    details: (labels, nowMs) => [
      ...detailsHead(`${method} ${url}`, error),
      detailsList({
        API: `wx.${api}`,
        [labels.status]: statusText(transfer),
        [labels.started]: new Date(transfer.startedMs).toLocaleTimeString(),
        [labels.duration]: durationText(elapsedMs(transfer, nowMs)),
        [labels.sent]: bytesOf(sentBytes, totalSentBytes),
        [labels.received]: bytesOf(receivedBytes, totalReceivedBytes),
      }),
      element("h4", {}, labels.requestHeaders),
      detailsList(transfer.requestHeaders),
      element("h4", {}, labels.responseHeaders),
      detailsList(transfer.responseHeaders ?? {}),
    ],
  };
}

/** An unknown total counts as reached once the transfer succeeded. */
function progressOf(bytes: number, totalBytes: number, state: Transfer["state"]): PanelProgress {
  if (totalBytes > 0) return Math.min(1, bytes / totalBytes);
  if (bytes > 0 && state === "active") return "flowing";
  return bytes > 0 && state === "success" ? 1 : 0;
}

function bytesOf(bytes: number, totalBytes: number): string {
  return totalBytes > 0 ? `${bytesText(bytes)} / ${bytesText(totalBytes)}` : bytesText(bytes);
}
