import { setTimeout as wait } from "node:timers/promises";

/** So often a second a paced flow moves; more would only cost timers. */
const STEPS_PER_SECOND = 20;

/** Lets chunks through at `bytesPerSecond` at most, in small even steps. */
export async function* pace(
  chunks: AsyncIterable<Buffer>,
  bytesPerSecond: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const stepBytes = Math.max(1, Math.floor(bytesPerSecond / STEPS_PER_SECOND));
  let dueMs = 0;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += stepBytes) {
      const step = chunk.subarray(start, start + stepBytes);
      const nowMs = performance.now();
      dueMs = Math.max(dueMs, nowMs) + (step.length / bytesPerSecond) * 1000;
      await wait(dueMs - nowMs, undefined, { signal });
      yield step;
    }
  }
}

/** Lets `bytes` through, then calls `drop` and throws; a flow that ends before is left alone. */
export async function* cut(
  chunks: AsyncIterable<Buffer>,
  bytes: number,
  drop: () => void | Promise<void>,
): AsyncGenerator<Buffer, void, undefined> {
  let rest = bytes;
  if (rest > 0) {
    for await (const chunk of chunks) {
      yield chunk.subarray(0, rest);
      rest -= chunk.length;
      if (rest <= 0) break;
    }
  }
  if (rest > 0) return;
  await drop();
  throw new Error(`Dropped after ${bytes} bytes, as the query asked`);
}
