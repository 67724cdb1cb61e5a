import { describe, expect, it } from "vitest";
import { Turns } from "./turns.ts";

describe("Turns", () => {
  it("begins each work when all before it have ended, also by a failure", async () => {
    const turns = new Turns();
    const log: string[] = [];
    let end = (): void => {};
    const held = new Promise<void>((resolve) => (end = resolve));
    const first = turns.take(async () => {
      log.push("first");
      await held;
      throw new Error("broken");
    });
    const second = turns.take(async () => {
      log.push("second");
      return 2;
    });
    await Promise.resolve();
    expect(log).toEqual(["first"]);
    end();
    await expect(first).rejects.toThrow("broken");
    expect(await second).toBe(2);
    expect(log).toEqual(["first", "second"]);
  });
});
