import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";

/** A device whose person does what the test says. */
export interface FeedbackHost {
  readonly wx: Pick<Wx, "showToast" | "hideToast" | "showLoading" | "hideLoading" | "showModal" | "showActionSheet">;
  /** Title of the toast or loading that is shown now. */
  shownTitle(): string | undefined;
  /** Lets the person press a button of the next modal; `content` is typed into an editable one. */
  answerModal(answer: { confirm: boolean; content?: string }): void;
  /** Lets the person tap an item of the next action sheet, or close it. */
  answerActionSheet(answer: number | "cancel"): void;
  close(): Promise<void>;
}

/** The contract of toast, loading, modal and action sheet. */
export function feedbackSuite(create: () => Promise<FeedbackHost>): void {
  let host: FeedbackHost;

  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  describe("toast and loading", () => {
    it("share one slot: the later call takes the place of the earlier", async () => {
      const { wx } = host;
      await wx.showToast({ title: "toast" });
      expect(host.shownTitle()).toBe("toast");
      await wx.showLoading({ title: "loading" });
      expect(host.shownTitle()).toBe("loading");
      await wx.showToast({ title: "again" });
      expect(host.shownTitle()).toBe("again");
    });

    it("are hidden by each other's call, unless noConflict is set", async () => {
      const { wx } = host;
      await wx.showLoading({ title: "loading" });
      await wx.hideToast({ noConflict: true });
      expect(host.shownTitle()).toBe("loading");
      await wx.hideToast();
      expect(host.shownTitle()).toBeUndefined();
      await wx.showToast({ title: "toast" });
      await wx.hideLoading({ noConflict: true });
      expect(host.shownTitle()).toBe("toast");
      await wx.hideLoading();
      expect(host.shownTitle()).toBeUndefined();
    });

    it("keep the order of calls that are not awaited", async () => {
      const { wx } = host;
      void wx.showLoading({ title: "loading" });
      void wx.hideLoading();
      await wx.showToast({ title: "last" });
      expect(host.shownTitle()).toBe("last");
    });

    it("may be hidden when nothing is shown", async () => {
      expect(await host.wx.hideToast()).toEqual({ errMsg: "hideToast:ok" });
      expect(await host.wx.hideLoading()).toEqual({ errMsg: "hideLoading:ok" });
    });
  });

  describe("a modal", () => {
    it.each([
      [true, { confirm: true, cancel: false, content: null, errMsg: "showModal:ok" }],
      [false, { confirm: false, cancel: true, content: null, errMsg: "showModal:ok" }],
    ])("succeeds, confirmed or not: %s", async (confirm, result) => {
      host.answerModal({ confirm });
      expect(await host.wx.showModal({ title: "title", content: "content" })).toEqual(result);
    });

    it("hands over what was typed", async () => {
      host.answerModal({ confirm: true, content: "猫" });
      expect(await host.wx.showModal({ editable: true })).toMatchObject({ confirm: true, content: "猫" });
    });
  });

  describe("an action sheet", () => {
    it("tells which item was tapped", async () => {
      host.answerActionSheet(1);
      expect(await host.wx.showActionSheet({ itemList: ["a", "b"] })).toEqual({
        tapIndex: 1,
        errMsg: "showActionSheet:ok",
      });
    });

    it("fails with cancel, then completes, when it is closed", async () => {
      host.answerActionSheet("cancel");
      const callbacks = recordCallbacks();
      host.wx.showActionSheet({ itemList: ["a"], ...callbacks });
      expect(await callbacks.completed).toEqual({ errMsg: "showActionSheet:fail cancel", errno: 1 });
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });
  });
}
