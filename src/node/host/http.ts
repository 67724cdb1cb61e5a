import type { HttpPort } from "../../core/ports/index.ts";
import { createAgents } from "./agents.ts";
import { Openings } from "./exchange-meter.ts";
import { cancel, type Cancellation } from "./cancellation.ts";
import type { LocalFiles } from "./files.ts";
import { HttpCache } from "./http-cache.ts";
import { createNetwork, type LocalNetwork } from "./network.ts";
import { disconnected } from "./network-error.ts";
import { sendRequest } from "./send-request.ts";
import { createWholeExchanger } from "./whole-exchange.ts";

/** {@link HttpPort} on sockets of this machine. */
export interface LocalHttp extends HttpPort {
  /** Aborts what runs and closes every connection. */
  close(): Promise<void>;
}

/** HTTP on `node:http` and `node:https`, with connections that are kept for the next request. */
export function createHttp(
  files: Pick<LocalFiles, "createWriter" | "openSync">,
  network: LocalNetwork = createNetwork(),
): LocalHttp {
  const openings = new Openings();
  const agents = createAgents(undefined, (socket) => {
    network.carry(socket);
    openings.watch(socket);
  });
  const whole = createWholeExchanger(agents);
  const cache = new HttpCache(whole);
  const calls = new Map<Cancellation, Promise<unknown>>();
  let isClosed = false;
  const stopWatching = network.state.onChange(() => {
    if (!network.isOffline) return;
    for (const cancellation of calls.keys()) cancel(cancellation, disconnected());
  });

  return {
    showsRedirects: true,

    async send(request, events, signal) {
      const cancellation: Cancellation = { isCancelled: signal.aborted || isClosed };
      if (network.isOffline) cancel(cancellation, disconnected());
      const abort = (): void => cancel(cancellation);
      signal.addEventListener("abort", abort);
      const call = sendRequest(request, {
        agents,
        whole,
        cache,
        files,
        events,
        cancellation,
        openings,
        chunkBytes: network.chunkBytes,
      });
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
      stopWatching();
      for (const cancellation of calls.keys()) cancel(cancellation);
      await Promise.allSettled(calls.values());
      await whole.close();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
