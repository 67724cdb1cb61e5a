import { afterEach, describe, expect, inject, it } from "vitest";
import { createDevice, type Device } from "../../src/node/index.ts";
import { createFakeClock } from "../../src/testing/index.ts";
import { launchApp } from "../support/headless-app.ts";
import { advanceDuring } from "./memory-playback-host.ts";
import { PlaybackLog } from "./playback-host.ts";
import { createServerLog } from "./server-log.ts";
import { wavFile } from "./wav-file.ts";

const EVENTS = ["canplay", "play", "pause", "ended", "timeUpdate", "error", "waiting"] as const;
const serverUrl = inject("serverUrl");

describe("the speaker of a headless device", () => {
  let device: Device;
  const clock = createFakeClock();
  afterEach(() => device.close());

  it("plays by the clock of the test: paused at ten seconds, it goes on at ten", async () => {
    device = await createDevice({ clock });
    const context = device.wx.createInnerAudioContext();
    const log = new PlaybackLog(context, EVENTS);
    context.src = await device.addFile(wavFile(20), "wav");
    context.play();
    await log.next("play");
    clock.advance(10_000);
    expect(context.currentTime).toBe(10);
    context.pause();
    clock.advance(60_000);
    context.play();
    expect(context.currentTime).toBe(10);
    clock.advance(9999);
    expect(context.paused).toBe(false);
    clock.advance(1);
    expect(context.paused).toBe(true);
    expect(log.names).toEqual(["waiting", "canplay", "play", "timeUpdate", "pause", "play", "timeUpdate", "ended"]);
  });

  it("leaves nothing when it is closed while it plays", async () => {
    device = await createDevice({ clock, requiredBackgroundModes: ["audio"] });
    const context = device.wx.createInnerAudioContext();
    context.src = await device.addFile(wavFile(20), "wav");
    context.play();
    const log = new PlaybackLog(context, EVENTS);
    await log.next("play");
    await device.wx.playBackgroundAudio({ dataUrl: `${serverUrl}/song.mp3`, title: "Song" });
    expect(device.speaker).toMatchObject({
      openCount: 2,
      playingCount: 2,
      nowPlaying: { title: "Song", isPlaying: true },
    });
    await device.close();
    expect(device.speaker).toMatchObject({ openCount: 0, playingCount: 0, nowPlaying: undefined });
    expect(clock.scheduledCount).toBe(0);
    log.take();
    clock.advance(60_000);
    expect(log.take()).toEqual([]);
  });

  it("plays for an app, too, whose music goes on across its pages and in the background", async () => {
    const files = {
      "pages/a/a.js": `const manager = wx.getBackgroundAudioManager();
        Page({
          data: { events: [] },
          play() {
            manager.onPlay(() => this.setData({ events: [...this.data.events, "play"] }));
            manager.onEnded(() => this.setData({ events: [...this.data.events, "ended"] }));
            manager.title = "Song";
            manager.src = "${serverUrl}/song.mp3";
          },
          open: () => wx.navigateTo({ url: "/pages/b/b" }),
        })`,
      "pages/b/b.js": "Page({ back: () => wx.navigateBack() })",
      "pages/b/b.wxml": "<view/>",
    };
    const json = JSON.stringify({ pages: ["pages/a/a", "pages/b/b"], requiredBackgroundModes: ["audio"] });
    const launched = await launchApp({ ...files, "app.json": json }, { clock });
    ({ device } = launched);
    const { app } = launched;
    app.currentPage?.callMethod("play");
    await expect.poll(() => app.currentPage?.data()).toEqual({ events: ["play"] });
    await app.currentPage?.callMethod("open");
    device.background();
    clock.advance(2000);
    expect(device.speaker.nowPlaying).toMatchObject({ title: "Song", isPlaying: true, positionSeconds: 2 });
    clock.advance(2000);
    expect(device.speaker.nowPlaying).toBeUndefined();
    device.foreground();
    await app.currentPage?.callMethod("back");
    expect(app.currentPage?.data()).toEqual({ events: ["play", "ended"] });
    expect(app.errors).toEqual([]);
  });

  it("fetches music as far as the network lets it, and tells when that is gone", async () => {
    // Another test may have let everything go that the server holds.
    await createServerLog(serverUrl).reset();
    device = await createDevice({ clock });
    const manager = device.wx.getBackgroundAudioManager();
    const log = new PlaybackLog(manager, EVENTS);
    manager.title = "Song";
    manager.src = `${serverUrl}/made?sound=30&stall=240022&header=content-type:audio/wav`;
    await log.next("play");
    await expect.poll(() => manager.buffered).toBe(15);
    expect(await device.wx.getBackgroundAudioPlayerState()).toMatchObject({
      status: 1,
      downloadPercent: 50,
      duration: 30,
    });
    device.network.offline();
    clock.advance(14_000);
    expect(manager.paused).toBe(false);
    await advanceDuring(clock, log.next("error"));
    expect(manager.currentTime).toBe(15);
    expect(log.names.slice(-2)).toEqual(["waiting", "error"]);
  });
});
