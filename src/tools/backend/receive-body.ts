import type { IncomingMessage } from "node:http";
import { cut, pace } from "./flow.ts";
import type { Modifiers } from "./modifiers.ts";

/** The body of a request. Another iteration goes on where the one before stopped. */
export interface ReceivedBody extends AsyncIterable<Buffer> {
  /** How much was read so far. */
  readonly bytes: number;
}

/** Reads the body of a request, as slow and as short as the modifiers ask. */
export function receiveBody(
  incoming: IncomingMessage,
  { bytesPerSecond, dropAfterBytes }: Modifiers,
  signal: AbortSignal,
): ReceivedBody {
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    async *[Symbol.asyncIterator]() {
      if (incoming.readableEnded) return;
      let chunks: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
      if (bytesPerSecond !== undefined) chunks = pace(chunks, bytesPerSecond, signal);
      if (dropAfterBytes !== undefined && hasBody(incoming)) {
        chunks = cut(chunks, dropAfterBytes - bytes, () => {
          incoming.socket.resetAndDestroy();
        });
      }
      for await (const chunk of chunks) {
        bytes += chunk.length;
        yield chunk;
      }
    },
  };
}

/** Tells from its headers whether a request has a body that is not empty. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
