import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BackgroundAudioManager } from "../../src/core/api/index.ts";
import { PlaybackLog, type CreatePlaybackHost, type PlaybackHost } from "./playback-host.ts";
import { secondsSince } from "../support/seconds-since.ts";

const EVENTS = [
  "canplay",
  "waiting",
  "error",
  "play",
  "pause",
  "seeking",
  "seeked",
  "ended",
  "stop",
  "timeUpdate",
  "next",
  "prev",
] as const;

/** What the BackgroundAudioManager plays, and how. */
export function backgroundAudioManagerSuite(create: CreatePlaybackHost): void {
  let host: PlaybackHost;
  let manager: BackgroundAudioManager;
  let log: PlaybackLog<(typeof EVENTS)[number]>;
  const errors: unknown[] = [];

  beforeEach(async () => open(await create(["audio"])));
  afterEach(async () => {
    host.setForeground(true);
    manager.stop();
    await host.close();
  });

  function open(created: PlaybackHost): void {
    host = created;
    manager = host.wx.getBackgroundAudioManager();
    log = new PlaybackLog(manager, EVENTS);
    errors.length = 0;
    log.on("error", (error) => errors.push(error));
  }
  const next = (event: (typeof EVENTS)[number]): Promise<void> => host.during(log.next(event));
  async function play(seconds: number): Promise<void> {
    manager.title = "Song";
    manager.src = await host.serveSound(seconds);
    await next("timeUpdate");
    log.take();
  }

  it("is always the same object, with the documented values at first", () => {
    expect(host.wx.getBackgroundAudioManager()).toBe(manager);
    const { src, startTime, title, epname, singer, coverImgUrl, webUrl, protocol, playbackRate, audioType } = manager;
    expect({ src, startTime, title, epname, singer, coverImgUrl, webUrl, protocol, playbackRate, audioType }).toEqual({
      src: "",
      startTime: 0,
      title: "",
      epname: "",
      singer: "",
      coverImgUrl: "",
      webUrl: "",
      protocol: "http",
      playbackRate: 1,
      audioType: "audio",
    });
    expect(manager.paused).toBe(true);
  });

  it("plays as soon as it has a src, and tells of each step", async () => {
    manager.title = "Song";
    manager.src = await host.serveSound(0.7);
    expect(manager.paused).toBe(false);
    await next("ended");
    expect(log.names).toEqual(["waiting", "canplay", "play", "timeUpdate", "ended"]);
    expect(manager.paused).toBe(true);
    expect(manager.duration).toBeCloseTo(0.7, 1);
    expect(manager.currentTime).toBeCloseTo(0.7, 1);
    expect(manager.buffered).toBeCloseTo(0.7, 1);
  });

  it("plays nothing without a title", async () => {
    const complain = vi.spyOn(console, "error").mockImplementation(() => {});
    const src = await host.serveSound(0.5);
    manager.src = src;
    expect(complain).toHaveBeenCalledWith(expect.stringContaining("Set title before src"));
    expect(manager.paused).toBe(true);
    complain.mockRestore();
    manager.title = "Song";
    manager.src = src;
    await next("ended");
    expect(log.take().slice(0, 3)).toEqual(["waiting", "canplay", "play"]);
  });

  it("gives a listener the place of the one before", async () => {
    const heard: string[] = [];
    manager.onCanplay(() => heard.push("first"));
    manager.onCanplay(() => heard.push("second"));
    await play(5);
    expect(heard).toEqual(["second"]);
  });

  it("has nothing to play before it has a src", async () => {
    manager.title = "Song";
    manager.play();
    await next("error");
    expect(errors).toEqual([{ errCode: 10003, errMsg: expect.stringContaining("Set src first") }]);
    expect(log.take()).toEqual(["error"]);
    expect(manager.paused).toBe(true);
  });

  it("pauses, goes on and stops", async () => {
    await play(5);
    manager.pause();
    await next("pause");
    const pausedAt = manager.currentTime;
    expect(manager.paused).toBe(true);
    const startMs = performance.now();
    manager.play();
    await next("play");
    expect(Math.abs(manager.currentTime - pausedAt)).toBeLessThan(0.4 + secondsSince(startMs));
    log.take();
    manager.stop();
    await next("stop");
    expect(log.take().filter((name) => name !== "timeUpdate")).toEqual(["stop"]);
    expect(manager.paused).toBe(true);
    manager.startTime = 2;
    manager.play();
    await next("timeUpdate");
    expect(manager.currentTime).toBeGreaterThan(1.9);
  });

  it("seeks, and tells of both ends", async () => {
    await play(5);
    manager.seek(3);
    await next("seeked");
    expect(log.take()).toEqual(["seeking", "seeked"]);
    expect(manager.currentTime).toBeGreaterThan(2.9);
    manager.seek(100);
    await next("ended");
  });

  it("tells of an error, and plays what comes next", async () => {
    manager.title = "Song";
    manager.src = host.missingUrl;
    await next("error");
    expect(errors).toEqual([{ errCode: 10003, errMsg: expect.stringMatching(/^file error: ./) }]);
    expect(log.take()).toEqual(["waiting", "error"]);
    manager.src = await host.serveSound(0.5);
    await next("ended");
  });

  it("shows the system what it plays, with changes, until it is stopped", async () => {
    Object.assign(manager, { epname: "Album", singer: "Somebody" });
    await play(5);
    expect(host.nowPlaying()).toMatchObject({ title: "Song", artist: "Somebody", album: "Album", isPlaying: true });
    manager.pause();
    await next("pause");
    manager.title = "Other song";
    await expect.poll(() => host.nowPlaying()?.title).toBe("Other song");
    expect(host.nowPlaying()).toMatchObject({ isPlaying: false });
    manager.stop();
    await next("stop");
    await expect.poll(host.nowPlaying).toBeUndefined();
  });

  it("obeys the keys of the system, and tells of them", async () => {
    await play(5);
    const expectNext = async (event: (typeof EVENTS)[number], press: () => void): Promise<void> => {
      const happened = next(event);
      press();
      await happened;
    };
    await expectNext("pause", () => host.press({ name: "pause" }));
    await expectNext("play", () => host.press({ name: "play" }));
    await expectNext("seeked", () => host.press({ name: "seek", positionSeconds: 3 }));
    expect(manager.currentTime).toBeGreaterThan(2.9);
    await expectNext("next", () => host.press({ name: "next" }));
    await expectNext("prev", () => host.press({ name: "previous" }));
    await expectNext("stop", () => host.press({ name: "stop" }));
    expect(log.take().filter((name) => name !== "timeUpdate")).toEqual([
      "pause",
      "play",
      "seeking",
      "seeked",
      "next",
      "prev",
      "stop",
    ]);
    expect(manager.paused).toBe(true);
  });

  it("drives the listeners of the older functions, too", async () => {
    const heard: string[] = [];
    host.wx.onBackgroundAudioPlay(() => heard.push("play"));
    host.wx.onBackgroundAudioPause(() => heard.push("pause"));
    host.wx.onBackgroundAudioStop(() => heard.push("stop"));
    await play(5);
    await host.wx.pauseBackgroundAudio();
    manager.play();
    await next("play");
    manager.stop();
    await next("stop");
    expect(heard).toEqual(["play", "pause", "play", "stop"]);
  });

  describe("in the background", () => {
    it("goes on, without telling the time, and obeys no call but those of its listeners", async () => {
      await play(1.2);
      host.setForeground(false);
      manager.pause();
      manager.stop();
      manager.seek(0);
      expect(manager.paused).toBe(false);
      const src = await host.serveSound(0.5);
      const ends: string[] = [];
      log.on("ended", () => {
        ends.push("ended");
        if (ends.length === 1) manager.src = src;
      });
      await next("ended");
      await next("ended");
      expect(log.take()).toEqual(["ended", "waiting", "canplay", "play", "ended"]);
    });

    it("pauses where app.json does not name it", async () => {
      await host.close();
      open(await create());
      await play(5);
      const paused = next("pause");
      host.setForeground(false);
      await paused;
      host.setForeground(true);
      expect(manager.paused).toBe(true);
    });
  });
}
