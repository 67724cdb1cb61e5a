import { describe, expect, it, vi } from "vitest";
import { createDevice } from "./device.ts";
import { findNode } from "../../core/headless/index.ts";
import { launchApp } from "../../../test/support/headless-app.ts";
import { until } from "../../../test/support/until.ts";

const files = {
  "pages/a/a.wxml": `<audio id="s" src="/a.mp3" controls loop/><video id="v" src="/a.mp4" autoplay title="Film"/><camera binderror="failed"/>`,
  "pages/a/a.js": `Page({
    data: { told: "" },
    failed({ detail }) {
      this.setData({ told: detail.errMsg });
    },
    play() {
      wx.createAudioContext("s").play();
      wx.createVideoContext("v").play();
    },
    photograph() {
      return new Promise((resolve) => wx.createCameraContext().takePhoto({ complete: resolve }));
    },
  });`,
};

describe("media components without a window", () => {
  it("are there with their attributes", async () => {
    const { app } = await launchApp(files);
    const video = app.currentPage && findNode(app.currentPage.root, ({ tag }) => tag === "video");
    expect(Object.fromEntries(video?.attributes ?? [])).toEqual({ src: "/a.mp4", autoplay: true, title: "Film" });
  });

  it("say that they can't play", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { app } = await launchApp(files);
    app.currentPage?.callMethod("play");
    await until(() => expect(warn.mock.calls.length).toBeGreaterThan(1));
    expect(warn.mock.calls.flat()).toEqual(
      expect.arrayContaining(["AudioContext.play:fail not supported", "VideoContext.play:fail not supported"]),
    );
    warn.mockRestore();
  });

  it("have no camera", async () => {
    const { app } = await launchApp(files);
    await until(() => expect(app.currentPage?.data()["told"]).toBe("insertCamera:fail not supported"));
    expect(await app.currentPage?.callMethod("photograph")).toMatchObject({ errMsg: "takePhoto:fail not supported" });
  });

  it("have no contexts where no app runs", async () => {
    const device = await createDevice();
    try {
      expect(() => device.wx.createVideoContext("v")).toThrow("createVideoContext:fail not supported");
      expect(device.wx.canIUse("createCameraContext")).toBe(false);
    } finally {
      await device.close();
    }
  });
});
