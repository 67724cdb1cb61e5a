import { describe, expect, it } from "vitest";
import { createTaskQueue } from "./task-queue.ts";

describe("task queue", () => {
  it("lets calls in by order as places get free", async () => {
    const queue = createTaskQueue(1);
    const { signal } = new AbortController();
    const entered: string[] = [];
    const leaveFirst = await queue.enter(signal);
    const second = queue.enter(signal).then((leave) => (entered.push("second"), leave));
    const third = queue.enter(signal).then((leave) => (entered.push("third"), leave));
    expect(entered).toEqual([]);
    leaveFirst();
    const leaveSecond = await second;
    expect(entered).toEqual(["second"]);
    leaveSecond();
    await third;
    expect(entered).toEqual(["second", "third"]);
  });

  it("forgets a call that is aborted while it waits", async () => {
    const queue = createTaskQueue(1);
    const { signal } = new AbortController();
    const leave = await queue.enter(signal);
    const controller = new AbortController();
    const waiting = queue.enter(controller.signal);
    const next = queue.enter(signal);
    const reason = new Error("stop");
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    leave();
    await expect(next).resolves.toBeTypeOf("function");
  });

  it("gives a place back only once", async () => {
    const queue = createTaskQueue(1);
    const { signal } = new AbortController();
    const leave = await queue.enter(signal);
    leave();
    leave();
    await queue.enter(signal);
    let isIn = false;
    void queue.enter(signal).then(() => (isIn = true));
    await Promise.resolve();
    expect(isIn).toBe(false);
  });
});
