import { describe, expect, it } from "vitest";
import { createMemoryPorts } from "../../testing/index.ts";
import { createBackgroundRule } from "./background.ts";

describe("the rule for the background", () => {
  it("watches and waits only while there is something to guard", () => {
    const { clock, foreground } = createMemoryPorts();
    const rule = createBackgroundRule({ clock, foreground });
    const interrupted: string[] = [];
    const interrupt = ({ message }: Error): void => void interrupted.push(message);
    expect(foreground.listenerCount).toBe(0);
    const releases = [rule.guard(interrupt), rule.guard(interrupt)];
    foreground.change(false);
    expect([foreground.listenerCount, clock.scheduledCount]).toEqual([1, 1]);
    releases[0]?.();
    releases[0]?.();
    clock.advance(5000);
    expect(interrupted).toEqual(["interrupted"]);
    releases[1]?.();
    expect([foreground.listenerCount, clock.scheduledCount]).toEqual([0, 0]);
  });

  it("stops to wait when nothing is left, and guards nothing new in the background", () => {
    const { clock, foreground } = createMemoryPorts();
    const rule = createBackgroundRule({ clock, foreground });
    const fail = (): never => {
      throw new Error("It was released");
    };
    const release = rule.guard(fail);
    foreground.change(false);
    release();
    expect([foreground.listenerCount, clock.scheduledCount]).toEqual([0, 0]);
    expect(() => rule.guard(fail)).toThrow(expect.objectContaining({ message: "interrupted", errno: 600003 }));
    expect(() => rule.check()).toThrow("interrupted");
    expect(foreground.listenerCount).toBe(0);
    foreground.change(true);
    rule.check();
  });
});
