import type { HttpPort } from "../../core/ports/index.ts";
import { createAgents } from "./agents.ts";
import { cancel, type Cancellation } from "./cancellation.ts";
import type { LocalFiles } from "./files.ts";
import { sendRequest } from "./send-request.ts";

/** {@link HttpPort} on sockets of this machine. */
export interface LocalHttp extends HttpPort {
  /** Aborts what runs and closes every connection. */
  close(): Promise<void>;
}

/** HTTP on `node:http` and `node:https`, with connections that are kept for the next request. */
export function createHttp(files: Pick<LocalFiles, "createWriter" | "openSync">): LocalHttp {
  const agents = createAgents();
  const calls = new Map<Cancellation, Promise<unknown>>();
  let isClosed = false;

  return {
    showsRedirects: true,

    async send(request, events, signal) {
      const cancellation: Cancellation = { isCancelled: signal.aborted || isClosed };
      const abort = (): void => cancel(cancellation);
      signal.addEventListener("abort", abort);
      const call = sendRequest(request, { agents, files, events, cancellation });
      calls.set(cancellation, call);
      try {
        return await call;
      } finally {
        calls.delete(cancellation);
        signal.removeEventListener("abort", abort);
      }
    },

    async close() {
      isClosed = true;
      for (const cancellation of calls.keys()) cancel(cancellation);
      await Promise.allSettled(calls.values());
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
