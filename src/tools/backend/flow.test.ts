import { describe, expect, it, vi } from "vitest";
import { cut, pace } from "./flow.ts";

async function* flow(...chunks: string[]): AsyncGenerator<Buffer, void, undefined> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const texts: string[] = [];
  for await (const chunk of chunks) texts.push(chunk.toString());
  return texts;
}

const never = new AbortController().signal;

describe("pace", () => {
  it("lets everything through, in steps of a twentieth of a second", async () => {
    expect(await collect(pace(flow("abcdef", "g"), 40, never))).toEqual(["ab", "cd", "ef", "g"]);
  });

  it("takes at least as long as the rate asks", async () => {
    const startMs = performance.now();
    await collect(pace(flow("x".repeat(100)), 1000, never));
    // A timer may fire a millisecond early.
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(98);
  });

  it("stops waiting when the signal aborts", async () => {
    const controller = new AbortController();
    const collecting = collect(pace(flow("x".repeat(100)), 1, controller.signal));
    controller.abort();
    await expect(collecting).rejects.toThrow(/aborted/);
  });
});

describe("cut", () => {
  it("lets the first bytes through, then drops and fails", async () => {
    const drop = vi.fn();
    const got: string[] = [];
    const run = async (): Promise<void> => {
      for await (const chunk of cut(flow("abc", "def", "ghi"), 4, drop)) got.push(chunk.toString());
    };
    await expect(run()).rejects.toThrow("Dropped after 4 bytes");
    expect(got).toEqual(["abc", "d"]);
    expect(drop).toHaveBeenCalledOnce();
  });

  it("drops at once after no bytes, without waiting for the first", async () => {
    const drop = vi.fn();
    async function* stalled(): AsyncGenerator<Buffer, void, undefined> {
      await new Promise(() => undefined);
      yield Buffer.alloc(1);
    }
    await expect(collect(cut(stalled(), 0, drop))).rejects.toThrow("Dropped after 0 bytes");
    expect(drop).toHaveBeenCalledOnce();
  });

  it("leaves a shorter flow alone", async () => {
    const drop = vi.fn();
    expect(await collect(cut(flow("abc"), 4, drop))).toEqual(["abc"]);
    expect(drop).not.toHaveBeenCalled();
  });
});
