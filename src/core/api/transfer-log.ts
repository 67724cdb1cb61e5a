import type { HttpRequest, Ports } from "../ports/index.ts";
import type { Transfer } from "../protocol/index.ts";

/** Tells the inspector what changed of one transfer. */
export type TransferReport = (change: Partial<Omit<Transfer, "id" | "api">>) => void;

/** Numbers the transfers of one `wx` and reports them. */
export interface TransferLog {
  /** Reports a new transfer as queued; `undefined` where no inspector watches. */
  open(api: string, request: HttpRequest): TransferReport | undefined;
}

/** Makes the log. */
export function createTransferLog({ clock, inspector }: Ports): TransferLog {
  let lastId = 0;
  return {
    open(api, { method, url, headers }) {
      if (inspector === undefined) return undefined;
      lastId += 1;
      let transfer: Transfer = {
        id: lastId,
        api,
        method,
        url,
        state: "queued",
        startedMs: clock.nowMs(),
        requestHeaders: { ...headers },
        sentBytes: 0,
        totalSentBytes: 0,
        receivedBytes: 0,
        totalReceivedBytes: 0,
      };
      inspector.transfer(transfer);
      return (change) => {
        transfer = { ...transfer, ...change };
        inspector.transfer(transfer);
      };
    },
  };
}
