import { describe, expect, it } from "vitest";
import { createFakeClock } from "./fake-clock.ts";

describe("fake clock", () => {
  it("calls back what is due, in order of time, also what is scheduled meanwhile", () => {
    const clock = createFakeClock(1000);
    const calls: [name: string, nowMs: number][] = [];
    clock.schedule(20, () => calls.push(["late", clock.nowMs()]));
    clock.schedule(10, () => {
      calls.push(["early", clock.nowMs()]);
      clock.schedule(5, () => calls.push(["between", clock.nowMs()]));
    });
    clock.schedule(31, () => calls.push(["never", clock.nowMs()]));
    clock.advance(30);
    expect(calls).toEqual([
      ["early", 1010],
      ["between", 1015],
      ["late", 1020],
    ]);
    expect(clock.nowMs()).toBe(1030);
    expect(clock.scheduledCount).toBe(1);
  });

  it("forgets what was stopped", () => {
    const clock = createFakeClock();
    let isCalled = false;
    clock.schedule(1, () => (isCalled = true))();
    expect(clock.scheduledCount).toBe(0);
    clock.advance(2);
    expect(isCalled).toBe(false);
  });
});
