import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RebuildQueue } from "./rebuild-queue.ts";

describe("RebuildQueue", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A rebuild that ends when the test says so. */
  function controlled() {
    const runs: { paths: string[]; end: () => void }[] = [];
    const queue = new RebuildQueue((paths) => new Promise((end) => runs.push({ paths, end })));
    return { runs, queue };
  }

  it("rebuilds once for changes that come together", async () => {
    const { runs, queue } = controlled();
    queue.add("a");
    await vi.advanceTimersByTimeAsync(40);
    queue.add("b");
    queue.add("a");
    await vi.advanceTimersByTimeAsync(40);
    expect(runs).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(60);
    expect(runs.map(({ paths }) => paths)).toEqual([["a", "b"]]);
  });

  it("never runs two rebuilds at a time, and rebuilds again for what changed meanwhile", async () => {
    const { runs, queue } = controlled();
    queue.start();
    queue.add("a");
    await vi.advanceTimersByTimeAsync(500);
    queue.add("b");
    await vi.advanceTimersByTimeAsync(500);
    expect(runs).toHaveLength(1);
    runs[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs.map(({ paths }) => paths)).toEqual([[], ["a", "b"]]);
    runs[1]?.end();
    await vi.advanceTimersByTimeAsync(500);
    expect(runs).toHaveLength(2);
  });

  it("is idle when also the rebuild that waited is over", async () => {
    const { runs, queue } = controlled();
    let isIdle = false;
    queue.start();
    queue.add("a");
    void queue.idle().then(() => (isIdle = true));
    await vi.advanceTimersByTimeAsync(500);
    runs[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(isIdle).toBe(false);
    runs[1]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(isIdle).toBe(true);
  });

  it("starts nothing after it was closed, and waits for what runs", async () => {
    const { runs, queue } = controlled();
    queue.start();
    queue.add("a");
    let isClosed = false;
    void queue.close().then(() => (isClosed = true));
    queue.add("b");
    queue.start();
    await vi.advanceTimersByTimeAsync(500);
    expect(isClosed).toBe(false);
    runs[0]?.end();
    await vi.advanceTimersByTimeAsync(500);
    expect(isClosed).toBe(true);
    expect(runs).toHaveLength(1);
  });
});
