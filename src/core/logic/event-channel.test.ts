import { describe, expect, it } from "vitest";
import { EventChannel } from "./event-channel.ts";

describe("EventChannel", () => {
  it("calls listeners in registration order with all values", () => {
    const calls: unknown[] = [];
    const channel = new EventChannel(() => {});
    channel.on("a", (...values) => calls.push(["first", ...values]));
    channel.on("a", (...values) => calls.push(["second", ...values]));
    channel.emit("a", 1, 2);
    expect(calls).toEqual([
      ["first", 1, 2],
      ["second", 1, 2],
    ]);
  });

  it("keeps events that nobody hears yet for the first listener", () => {
    const calls: unknown[] = [];
    const channel = new EventChannel(() => {});
    channel.emit("a", 1);
    channel.emit("a", 2);
    channel.on("a", (value) => calls.push(value));
    channel.on("a", (value) => calls.push(["late", value]));
    expect(calls).toEqual([1, 2]);
  });

  it("calls a once listener a single time", () => {
    const calls: unknown[] = [];
    const channel = new EventChannel(() => {});
    channel.once("a", (value) => calls.push(value));
    channel.emit("a", 1);
    channel.emit("a", 2);
    expect(calls).toEqual([1]);
  });

  it("removes one listener, or all", () => {
    const calls: unknown[] = [];
    const channel = new EventChannel(() => {});
    const first = (): unknown => calls.push("first");
    channel.on("a", first);
    channel.on("a", () => calls.push("second"));
    channel.off("a", first);
    channel.emit("a");
    channel.off("a");
    channel.emit("a");
    expect(calls).toEqual(["second"]);
  });

  it("reports what a listener throws and calls the others", () => {
    const errors: unknown[] = [];
    const calls: unknown[] = [];
    const channel = new EventChannel((error) => errors.push(error));
    channel.on("a", () => {
      throw new Error("broken");
    });
    channel.on("a", () => calls.push("second"));
    channel.emit("a");
    expect(errors).toEqual([new Error("broken")]);
    expect(calls).toEqual(["second"]);
  });
});
