import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";

beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

describe("toast and loading", () => {
  it("show what was asked for, with the platform's defaults", async () => {
    const { wx, ports } = createMemoryDevice();
    await wx.showToast({});
    expect(ports.presenter.toast).toEqual({
      kind: "toast",
      title: "",
      icon: "success",
      durationMs: 1500,
      hasMask: false,
    });
    await wx.showToast({ title: "a", icon: "none", image: "images/a.png", duration: 20_000, mask: true });
    expect(ports.presenter.toast).toEqual({
      kind: "toast",
      title: "a",
      icon: "none",
      image: "/images/a.png",
      durationMs: 20_000,
      hasMask: true,
    });
    await wx.showToast({ icon: "unknown" });
    expect(ports.presenter.toast?.icon).toBe("success");
    await wx.showLoading({ title: "b" });
    expect(ports.presenter.toast).toEqual({ kind: "loading", title: "b", icon: "loading", hasMask: false });
  });

  it("hide each other, unless noConflict says otherwise", async () => {
    const { wx, ports } = createMemoryDevice();
    await wx.showLoading({ title: "a" });
    await wx.hideToast({ noConflict: true });
    expect(ports.presenter.toast?.kind).toBe("loading");
    await wx.hideToast();
    expect(ports.presenter.toast).toBeUndefined();
    await wx.showToast({ title: "b" });
    await wx.hideLoading({ noConflict: true });
    expect(ports.presenter.toast?.kind).toBe("toast");
    await wx.hideLoading();
    expect(ports.presenter.toast).toBeUndefined();
    await expect(wx.hideLoading()).resolves.toEqual({ errMsg: "hideLoading:ok" });
  });
});

describe("wx.showModal", () => {
  it("asks with the platform's defaults and takes cancelling as success", async () => {
    const { wx, ports } = createMemoryDevice();
    const answered = wx.showModal({ title: "t", content: "a\nb" });
    const question = await ports.presenter.modals.next();
    expect(question.asked).toEqual({
      title: "t",
      content: "a\nb",
      hasCancel: true,
      cancelText: "取消",
      cancelColor: "#000000",
      confirmText: "确定",
      confirmColor: "#576B95",
      isEditable: false,
      placeholder: "",
    });
    question.answer({ isConfirmed: false, content: null });
    expect(await answered).toEqual({ confirm: false, cancel: true, content: null, errMsg: "showModal:ok" });
  });

  it("hands over what was typed", async () => {
    const { wx, ports } = createMemoryDevice();
    const answered = wx.showModal({ editable: true, placeholderText: "name" });
    const question = await ports.presenter.modals.next();
    expect(question.asked).toMatchObject({ isEditable: true, placeholder: "name" });
    question.answer({ isConfirmed: true, content: "猫" });
    expect(await answered).toMatchObject({ confirm: true, cancel: false, content: "猫" });
  });

  it.each([
    [{ confirmText: "一二三四五" }, "confirmText length should not larger than 4 Chinese characters"],
    [{ cancelText: "12345" }, "cancelText length should not larger than 4 Chinese characters"],
  ])("refuses %o", async (options, reason) => {
    const { wx } = createMemoryDevice();
    await expect(wx.showModal(options)).rejects.toEqual({ errMsg: `showModal:fail ${reason}` });
  });

  it("refuses a content that is not text", async () => {
    const { wx } = createMemoryDevice();
    await expect(Reflect.apply(wx.showModal, undefined, [{ content: 1 }])).rejects.toMatchObject({
      errMsg: "showModal:fail parameter error: parameter.content should be String instead of Number;",
    });
  });
});

describe("wx.showActionSheet", () => {
  it("resolves with the index from the top", async () => {
    const { wx, ports } = createMemoryDevice();
    const answered = wx.showActionSheet({ itemList: ["a", "b"], alertText: "which?" });
    const question = await ports.presenter.actionSheets.next();
    expect(question.asked).toEqual({ items: ["a", "b"], itemColor: "#000000", alertText: "which?" });
    question.answer(1);
    expect(await answered).toEqual({ tapIndex: 1, errMsg: "showActionSheet:ok" });
  });

  it("fails with cancel", async () => {
    const { wx, ports } = createMemoryDevice();
    const answered = wx.showActionSheet({ itemList: ["a"] });
    (await ports.presenter.actionSheets.next()).fail("cancelled");
    await expect(answered).rejects.toEqual({ errMsg: "showActionSheet:fail cancel", errno: 1 });
  });

  it.each([
    [{}, "parameter.itemList should be Array instead of Undefined;"],
    [{ itemList: [] }, "parameter.itemList should have at least 1 item;"],
    [{ itemList: [1] }, "parameter.itemList[0] should be String instead of Number;"],
    [{ itemList: ["1", "2", "3", "4", "5", "6", "7"] }, "itemList should not be large than 6"],
  ])("refuses %o", async (options, text) => {
    const { wx } = createMemoryDevice();
    await expect(Reflect.apply(wx.showActionSheet, undefined, [options])).rejects.toEqual({
      errMsg: `showActionSheet:fail parameter error: ${text}`,
      errno: 1001,
    });
  });
});

describe("wx.nextTick", () => {
  it("calls back after the rendering of now, and hands an exception to the app", async () => {
    const { wx, app } = createMemoryDevice();
    const order: string[] = [];
    const error = new Error("from a tick");
    wx.nextTick(() => order.push("tick"));
    wx.nextTick(() => {
      throw error;
    });
    order.push("now");
    await Promise.resolve();
    expect(order).toEqual(["now", "tick"]);
    expect(app.errors).toEqual([error]);
  });
});
