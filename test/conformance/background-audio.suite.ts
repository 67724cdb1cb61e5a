import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlaybackLog, type CreatePlaybackHost, type PlaybackHost } from "./playback-host.ts";

/** What `wx.playBackgroundAudio` and its companions do. */
export function backgroundAudioSuite(create: CreatePlaybackHost): void {
  let host: PlaybackHost;
  let log: PlaybackLog<"play" | "pause" | "stop">;

  beforeEach(async () => {
    host = await create();
    const { onBackgroundAudioPlay: onPlay, onBackgroundAudioPause: onPause, onBackgroundAudioStop: onStop } = host.wx;
    log = new PlaybackLog({ onPlay, onPause, onStop }, ["play", "pause", "stop"]);
  });
  afterEach(async () => {
    host.setForeground(true);
    await host.wx.stopBackgroundAudio();
    await host.close();
  });

  const start = async (dataUrl: string): Promise<void> => {
    await expect(host.during(host.wx.playBackgroundAudio({ dataUrl, title: "Song" }))).resolves.toEqual({
      errMsg: "playBackgroundAudio:ok",
    });
  };
  const state = (): Promise<object> => host.wx.getBackgroundAudioPlayerState();
  /** Lets the music play a little. */
  async function play(seconds: number): Promise<string> {
    const dataUrl = await host.serveSound(seconds);
    await start(dataUrl);
    const updated = new PlaybackLog(host.wx.getBackgroundAudioManager(), ["timeUpdate"]);
    await host.during(updated.next("timeUpdate"));
    return dataUrl;
  }

  it("says that there is no music", async () => {
    expect(await state()).toEqual({ errMsg: "getBackgroundAudioPlayerState:ok", status: 2 });
    await expect(host.wx.pauseBackgroundAudio()).rejects.toEqual({
      errMsg: "pauseBackgroundAudio:fail no current music",
    });
    await expect(host.wx.seekBackgroundAudio({ position: 1 })).rejects.toEqual({
      errMsg: "seekBackgroundAudio:fail no current music",
    });
    await expect(host.wx.stopBackgroundAudio()).resolves.toEqual({ errMsg: "stopBackgroundAudio:ok" });
  });

  it("plays, tells where it is, and stops at its end", async () => {
    const dataUrl = await play(1);
    expect(await state()).toEqual({
      errMsg: "getBackgroundAudioPlayerState:ok",
      status: 1,
      dataUrl,
      duration: expect.closeTo(1, 1),
      currentPosition: expect.closeTo(0.4, 0),
      downloadPercent: 100,
    });
    await host.during(log.next("stop"));
    expect(log.take()).toEqual(["play", "stop"]);
    expect(await state()).toEqual({ errMsg: "getBackgroundAudioPlayerState:ok", status: 2 });
  });

  it("goes on where it was paused", async () => {
    const dataUrl = await play(5);
    await host.wx.pauseBackgroundAudio();
    const paused = await state();
    expect(paused).toMatchObject({ status: 0, duration: expect.closeTo(5, 1), dataUrl });
    await start(dataUrl);
    const resumed = await state();
    expect(resumed).toMatchObject({ status: 1 });
    expect(Reflect.get(resumed, "currentPosition")).toBeGreaterThan(
      Number(Reflect.get(paused, "currentPosition")) - 0.1,
    );
    expect(Reflect.get(resumed, "currentPosition")).toBeLessThan(Number(Reflect.get(paused, "currentPosition")) + 1);
    expect(log.take()).toEqual(["play", "pause", "play"]);
  });

  it("goes on playing when the same music is asked for, and changes to another", async () => {
    const dataUrl = await play(5);
    await start(dataUrl);
    expect(log.take()).toEqual(["play"]);
    await start(await host.serveSound(0.5));
    await host.during(log.next("stop"));
    expect(log.take()).toEqual(["play", "stop"]);
  });

  it("seeks, cut to the length, without a stop", async () => {
    await play(5);
    await host.wx.seekBackgroundAudio({ position: 3 });
    expect(await state()).toMatchObject({ status: 1, currentPosition: expect.closeTo(3, 0) });
    await host.wx.seekBackgroundAudio({ position: -3 });
    expect(await state()).toMatchObject({ status: 1, currentPosition: expect.closeTo(0, 0) });
    expect(log.take()).toEqual(["play"]);
    await expect(
      Reflect.apply(host.wx.seekBackgroundAudio, undefined, [{ position: "3" }]) as Promise<unknown>,
    ).rejects.toMatchObject({
      errMsg: "seekBackgroundAudio:fail parameter error: parameter.position should be Number instead of String;",
    });
  });

  it("stops when it is asked to, and starts anew after that", async () => {
    const dataUrl = await play(5);
    await host.wx.stopBackgroundAudio();
    expect(await state()).toMatchObject({ status: 2 });
    await start(dataUrl);
    expect(await state()).toMatchObject({ status: 1, currentPosition: expect.closeTo(0, 0) });
    expect(log.take()).toEqual(["play", "stop", "play"]);
  });

  it("keeps the last listener of each event", async () => {
    const heard: string[] = [];
    host.wx.onBackgroundAudioPlay(() => heard.push("first"));
    host.wx.onBackgroundAudioPlay(() => heard.push("second"));
    await start(await host.serveSound(0.5));
    expect(heard).toEqual(["second"]);
    expect(log.take()).toEqual([]);
  });

  it.each([
    ["a local file", "only network streams can be played", async () => host.addSound(1)],
    ["what is missing", "file error: ", async () => host.missingUrl],
    ["what has no server", "network error: ", async () => host.unreachableUrl],
  ])("fails with %s", async (_what, reason, find) => {
    await expect(host.during(host.wx.playBackgroundAudio({ dataUrl: await find() }))).rejects.toEqual({
      errMsg: expect.stringContaining(`playBackgroundAudio:fail ${reason}`),
    });
    expect(await state()).toMatchObject({ status: 2 });
  });

  describe("in the background", () => {
    it("pauses, and obeys no call", async () => {
      await play(5);
      host.setForeground(false);
      expect(await state()).toMatchObject({ status: 0 });
      await expect(host.wx.stopBackgroundAudio()).rejects.toEqual({
        errMsg: "stopBackgroundAudio:fail the app is in the background",
      });
      host.setForeground(true);
      expect(await state()).toMatchObject({ status: 0 });
    });

    it("goes on where app.json names it", async () => {
      await host.close();
      host = await create(["audio"]);
      await play(5);
      host.setForeground(false);
      expect(await state()).toMatchObject({ status: 1 });
    });
  });
}
