import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryDevice, recordCallbacks } from "../../testing/index.ts";

describe("an asynchronous API", () => {
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
  afterEach(() => vi.restoreAllMocks());

  it("calls success, then complete with the same object, after the call returned and in one turn", async () => {
    const { wx } = createMemoryDevice();
    const callbacks = recordCallbacks();
    expect(wx.showToast({ title: "a", ...callbacks })).toBeUndefined();
    expect(callbacks.calls).toEqual([]);
    const outcome = await callbacks.completed;
    expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
    expect(callbacks.calls[0]?.[1]).toBe(outcome);
    expect(outcome).toEqual({ errMsg: "showToast:ok" });
  });

  it("calls fail, then complete with the same object, also for a parameter error", async () => {
    const { wx } = createMemoryDevice();
    const callbacks = recordCallbacks();
    Reflect.apply(wx.showToast, undefined, [{ title: 1, ...callbacks }]);
    expect(callbacks.calls).toEqual([]);
    const outcome = await callbacks.completed;
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    expect(callbacks.calls[0]?.[1]).toBe(outcome);
    expect(outcome).toEqual({
      errMsg: "showToast:fail parameter error: parameter.title should be String instead of Number;",
      errno: 1001,
    });
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("parameter.title"));
  });

  it("returns a promise without callbacks, which rejects with a plain object", async () => {
    const { wx, ports } = createMemoryDevice();
    await expect(wx.hideToast()).resolves.toEqual({ errMsg: "hideToast:ok" });
    const chosen = wx.chooseImage({});
    (await ports.picker.next()).fail("cancelled");
    const failure: unknown = await chosen.catch((error: unknown) => error);
    expect(failure).toEqual({ errMsg: "chooseImage:fail cancel", errno: 1 });
    expect(failure).not.toBeInstanceOf(Error);
  });

  it("is in callback style when a callback's key is there, whatever its value", () => {
    const { wx } = createMemoryDevice();
    expect(Reflect.apply(wx.showToast, undefined, [{ title: "", success: undefined }])).toBeUndefined();
    expect(Reflect.apply(wx.showToast, undefined, [{ title: "", complete: "no function" }])).toBeUndefined();
  });

  it("hands an exception of a callback to the app, and still calls complete", async () => {
    const { wx, app } = createMemoryDevice();
    const callbacks = recordCallbacks();
    const error = new Error("from success");
    wx.hideToast({
      success() {
        throw error;
      },
      complete: callbacks.complete,
    });
    await callbacks.completed;
    expect(app.errors).toEqual([error]);
  });

  it("may be handed over as another call's callback", async () => {
    const { wx, ports } = createMemoryDevice();
    await wx.showToast({ title: "a" });
    await new Promise<void>((resolve) => {
      Reflect.apply(wx.getSystemInfo, undefined, [{ success: wx.hideToast, complete: () => resolve() }]);
    });
    expect(ports.presenter.toast).toBeUndefined();
  });

  it("says internal error, and logs it, when the mistake is ours", async () => {
    const { wx, ports } = createMemoryDevice();
    const mistake = new TypeError("broken invariant");
    ports.presenter.showToast = () => Promise.reject(mistake);
    await expect(wx.showToast({ title: "" })).rejects.toEqual({ errMsg: "showToast:fail internal error", errno: 4 });
    expect(console.error).toHaveBeenCalledWith("showToast:fail internal error", mistake);
  });

  it("says what this host cannot do, and logs why", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { wx, ports } = createMemoryDevice();
    const chosen = wx.chooseImage({});
    (await ports.picker.next()).fail("not-supported", "There is no camera");
    await expect(chosen).rejects.toEqual({ errMsg: "chooseImage:fail not supported", errno: 100 });
    expect(warn).toHaveBeenCalledWith("chooseImage:fail not supported: There is no camera");
  });
});
