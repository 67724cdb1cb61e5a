import { describe, expect, it, vi } from "vitest";
import { StopController } from "./stop-controller.ts";

describe("StopController", () => {
  it("tells its listeners once, in order, with the first reason", () => {
    const controller = new StopController();
    const calls: string[] = [];
    controller.signal.addEventListener("abort", () => calls.push(`a ${String(controller.signal.reason)}`));
    controller.signal.addEventListener("abort", () => calls.push("b"));
    controller.abort("first");
    controller.abort("second");
    expect(calls).toEqual(["a first", "b"]);
    expect(controller.signal.aborted).toBe(true);
    expect(() => controller.signal.throwIfAborted()).toThrow("first");
  });

  it("does not call who was removed, or who came too late", () => {
    const controller = new StopController();
    const removed = vi.fn();
    const late = vi.fn();
    controller.signal.addEventListener("abort", removed);
    controller.signal.removeEventListener("abort", removed);
    controller.signal.throwIfAborted();
    controller.abort(new Error("stop"));
    controller.signal.addEventListener("abort", late);
    expect(removed).not.toHaveBeenCalled();
    expect(late).not.toHaveBeenCalled();
  });

  it("lets a listener remove the next one without losing it in this turn", () => {
    const controller = new StopController();
    const second = vi.fn();
    controller.signal.addEventListener("abort", () => controller.signal.removeEventListener("abort", second));
    controller.signal.addEventListener("abort", second);
    controller.abort("stop");
    expect(second).toHaveBeenCalledOnce();
  });
});
