import type { ApiContext } from "./context.ts";
import type { Sockets } from "./network/sockets.ts";
import type { TransferLog } from "./transfer-log.ts";

/** What an API works with while it runs: its context, and what all calls of one `wx` share. */
export interface CallContext extends ApiContext {
  sockets: Sockets;
  transfers: TransferLog;
}
