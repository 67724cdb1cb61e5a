import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InnerAudioContext } from "../../src/core/api/index.ts";
import { PlaybackLog, type BrokenSoundTraits, type CreatePlaybackHost, type PlaybackHost } from "./playback-host.ts";
import { secondsSince } from "../support/seconds-since.ts";

const EVENTS = [
  "canplay",
  "play",
  "pause",
  "stop",
  "ended",
  "timeUpdate",
  "error",
  "waiting",
  "seeking",
  "seeked",
] as const;

/** What `wx.createInnerAudioContext` plays, and how. */
export function innerAudioSuite(create: CreatePlaybackHost, traits: BrokenSoundTraits = {}): void {
  let host: PlaybackHost;
  let context: InnerAudioContext;
  let log: PlaybackLog<(typeof EVENTS)[number]>;
  const errors: unknown[] = [];

  beforeEach(async () => {
    host = await create();
    [context, log] = open();
    errors.length = 0;
    context.onError((error) => errors.push(error));
  });
  afterEach(async () => {
    context.destroy();
    expect(await host.openCount()).toBe(0);
    await host.close();
  });

  function open(): [InnerAudioContext, PlaybackLog<(typeof EVENTS)[number]>] {
    const opened = host.wx.createInnerAudioContext();
    return [opened, new PlaybackLog(opened, EVENTS)];
  }
  const next = (event: (typeof EVENTS)[number]): Promise<void> => host.during(log.next(event));
  /** Plays a local sound. */
  async function play(seconds: number): Promise<void> {
    context.src = await host.addSound(seconds);
    context.play();
    await next("play");
    log.take();
  }
  /** Waits until it has played so far. */
  async function reach(seconds: number): Promise<void> {
    while (context.currentTime < seconds) await next("timeUpdate");
  }

  describe("playing", () => {
    it("tells of each step from src to the end", async () => {
      context.src = await host.addSound(0.7);
      expect(context.paused).toBe(true);
      context.play();
      expect(context.paused).toBe(false);
      await next("ended");
      expect(log.names).toEqual(["waiting", "canplay", "play", "timeUpdate", "ended"]);
      expect(context.paused).toBe(true);
      expect(context.duration).toBeCloseTo(0.7, 1);
      expect(context.currentTime).toBeCloseTo(0.7, 1);
      expect(context.buffered).toBeCloseTo(0.7, 1);
    });

    it("begins by itself with autoplay only", async () => {
      context.src = await host.addSound(0.5);
      await next("canplay");
      expect(log.take()).toEqual(["canplay"]);
      expect(context.paused).toBe(true);
      context.autoplay = true;
      await next("ended");
      expect(log.take()).toEqual(["play", "timeUpdate", "ended"]);
      context.src = await host.addSound(0.5);
      await next("ended");
      expect(log.take()).toEqual(["waiting", "canplay", "play", "timeUpdate", "ended"]);
    });

    it("goes on where it was paused", async () => {
      await play(2);
      await reach(0.5);
      context.pause();
      await next("pause");
      const pausedAt = context.currentTime;
      expect(context.paused).toBe(true);
      log.take();
      const startMs = performance.now();
      context.play();
      await next("play");
      expect(context.currentTime).toBeGreaterThan(pausedAt - 0.1);
      expect(context.currentTime).toBeLessThan(pausedAt + 0.4 + secondsSince(startMs));
      expect(log.take()).toEqual(["play"]);
    });

    it("goes back to its start when it is stopped, which is told as stop and nothing else", async () => {
      context.startTime = 1;
      await play(2);
      expect(context.currentTime).toBeGreaterThan(0.9);
      await next("timeUpdate");
      log.take();
      context.stop();
      context.stop();
      await next("stop");
      expect(log.take()).toEqual(["stop"]);
      expect(context.paused).toBe(true);
      expect(context.currentTime).toBe(0);
      context.play();
      await next("timeUpdate");
      expect(context.currentTime).toBeGreaterThan(0.9);
      expect(log.take()).toEqual(["play", "timeUpdate"]);
    });

    it("starts anew after its end", async () => {
      await play(0.5);
      await next("ended");
      log.take();
      context.play();
      await next("ended");
      expect(log.take()).toEqual(["play", "timeUpdate", "ended"]);
    });

    it("plays again and again with loop, without an end", async () => {
      context.loop = true;
      await play(0.6);
      await reach(0.3);
      let last = context.currentTime;
      for (let rounds = 0; rounds < 2;) {
        await next("timeUpdate");
        if (context.currentTime < last) rounds += 1;
        last = context.currentTime;
      }
      expect(log.take()).toEqual(["timeUpdate"]);
      context.loop = false;
      await next("ended");
      expect(log.take()).toEqual(["timeUpdate", "ended"]);
    });

    it("is silent after another src, until that is played", async () => {
      await play(2);
      context.src = await host.addSound(0.5);
      expect(context.paused).toBe(true);
      expect(context.duration).toBe(0);
      await next("canplay");
      expect(log.take().filter((name) => name !== "timeUpdate")).toEqual(["canplay"]);
      context.play();
      await next("ended");
      expect(log.take()).toEqual(["play", "timeUpdate", "ended"]);
    });

    it("plays twice as fast at twice the rate, and changes that while it plays", async () => {
      context.playbackRate = 2;
      expect(context.playbackRate).toBe(2);
      await play(1);
      context.playbackRate = 0.5;
      context.playbackRate = 1.5;
      await next("ended");
      expect(context.currentTime).toBeCloseTo(1, 1);
    });

    it("keeps its properties in their ranges, and what is no number out", () => {
      const complain = vi.spyOn(console, "error").mockImplementation(() => {});
      context.volume = 2;
      expect(context.volume).toBe(1);
      context.volume = -1;
      expect(context.volume).toBe(0);
      context.playbackRate = 9;
      expect(context.playbackRate).toBe(2);
      context.playbackRate = 0;
      expect(context.playbackRate).toBe(0.5);
      context.startTime = -3;
      expect(context.startTime).toBe(0);
      Reflect.set(context, "volume", "loud");
      expect(context.volume).toBe(0);
      expect(complain).toHaveBeenCalledWith("InnerAudioContext.volume should be Number instead of String");
      complain.mockRestore();
    });
  });

  describe("seeking", () => {
    it("tells of its beginning and its end, and plays on from there", async () => {
      await play(3);
      const startMs = performance.now();
      context.seek(1.5);
      expect(context.currentTime).toBe(1.5);
      await next("seeked");
      expect(log.take()).toEqual(["seeking", "seeked"]);
      await next("timeUpdate");
      expect(context.currentTime).toBeGreaterThan(1.4);
      expect(context.currentTime).toBeLessThan(2.5 + secondsSince(startMs));
      context.currentTime = 2;
      await next("seeked");
      expect(context.currentTime).toBeGreaterThan(1.9);
    });

    it("stays paused, and plays on from there later", async () => {
      context.src = await host.addSound(3);
      await next("canplay");
      log.take();
      context.seek(1);
      await next("seeked");
      expect(log.take()).toEqual(["seeking", "seeked"]);
      context.play();
      await next("timeUpdate");
      expect(context.currentTime).toBeGreaterThan(0.9);
      expect(log.take()).toEqual(["play", "timeUpdate"]);
    });

    it("is cut to what there is", async () => {
      context.src = await host.addSound(0.5);
      await next("canplay");
      context.seek(100);
      await next("seeked");
      expect(context.currentTime).toBeCloseTo(0.5, 1);
      context.seek(-100);
      await next("seeked");
      expect(context.currentTime).toBe(0);
      context.play();
      await next("play");
      context.seek(100);
      await next("ended");
    });

    it("is done first when it was asked for before the sound could play", async () => {
      context.src = await host.addSound(3);
      context.seek(1);
      context.play();
      await next("play");
      expect(log.take()).toEqual(["seeking", "waiting", "seeked", "canplay", "play"]);
      expect(context.currentTime).toBeGreaterThan(0.9);
    });
  });

  describe("listeners", () => {
    it("are removed one by one, or all at once", async () => {
      const heard: string[] = [];
      const first = (): void => void heard.push("first");
      context.onPlay(first);
      context.onPlay(() => heard.push("second"));
      context.onCanplay(() => heard.push("third"));
      context.offPlay(first);
      context.offCanplay();
      const [other, otherLog] = open();
      context.src = other.src = await host.addSound(0.3);
      context.play();
      other.play();
      await host.during(otherLog.next("ended"));
      expect(heard).toEqual(["second"]);
      other.destroy();
    });

    it("get nothing, but for that of an error", async () => {
      const got: unknown[][] = [];
      Reflect.apply(context.onPlay, undefined, [(...values: unknown[]) => got.push(values)]);
      await play(0.3);
      expect(got).toEqual([[]]);
    });
  });

  describe("sources", () => {
    it("may lie in the network", async () => {
      context.src = await host.serveSound(0.5);
      context.play();
      await next("ended");
      expect(log.take()).toEqual(["waiting", "canplay", "play", "timeUpdate", "ended"]);
      expect(context.duration).toBeCloseTo(0.5, 1);
    });

    it("may lie in the package", async () => {
      for (const path of [host.packagePath, host.packagePath.slice(1)]) {
        context.src = path;
        await next("canplay");
        expect(context.duration).toBeGreaterThan(0.5);
      }
    });

    it.each([
      ["is missing", 10003, async () => "wxfile://tmp/missing.mp3"],
      ["is missing in the package", 10003, async () => "/audio/missing.mp3"],
      ["leads nowhere", 10003, async () => "ftp://example.com/a.mp3"],
      ["is no sound", 10004, () => host.addNonsense()],
      ["is refused by the server", 10003, async () => host.missingUrl],
      ["has no server", 10002, async () => host.unreachableUrl],
    ])("that %s tells of the error %i, and another one plays", async (_what, errCode, find) => {
      context.src = await find();
      context.play();
      await next("error");
      expect(errors).toEqual([{ errCode, errMsg: expect.stringMatching(/^\w+ error: ./) }]);
      expect(log.take()).toEqual(["waiting", "error"]);
      expect(context.paused).toBe(true);
      context.src = await host.addSound(0.3);
      context.play();
      await next("ended");
    });

    it("that are not there yet can't be played", async () => {
      context.play();
      await next("error");
      expect(errors).toEqual([{ errCode: 10003, errMsg: expect.stringContaining("Set src first") }]);
      expect(context.paused).toBe(true);
    });

    it.skipIf(traits.refusesBroken)("that break off play as far as they came, then tell of the network", async () => {
      const failed = next("error");
      context.src = host.brokenUrl;
      context.play();
      await next("play");
      expect(context.duration).toBeCloseTo(30, 0);
      context.seek(28);
      await failed;
      expect(errors).toEqual([{ errCode: 10002, errMsg: expect.stringMatching(/^network error: /) }]);
      const told = log.take().filter((name) => name !== "timeUpdate");
      expect(told.join(" ")).toMatch(traits.brokenEvents ?? /^waiting canplay play seeking error$/);
    });
  });

  describe("an app", () => {
    it("in the background is silent, and stays so when it comes back", async () => {
      await play(5);
      const paused = next("pause");
      host.setForeground(false);
      await paused;
      expect(context.paused).toBe(true);
      log.take();
      context.play();
      await next("error");
      expect(errors).toEqual([{ errCode: 10001, errMsg: expect.stringContaining("the app is in the background") }]);
      host.setForeground(true);
      expect(context.paused).toBe(true);
      context.play();
      await next("play");
      expect(log.take()).toEqual(["error", "play"]);
    });

    it("is silent while something else has the sound, and hears of both", async () => {
      const heard: string[] = [];
      const begin = (): void => void heard.push("begin");
      const end = (): void => void heard.push("end");
      host.wx.onAudioInterruptionBegin(begin);
      host.wx.onAudioInterruptionEnd(end);
      const resumed = new Promise<void>((resolve) => host.wx.onAudioInterruptionEnd(() => resolve()));
      await play(5);
      const paused = next("pause");
      host.setInterrupted(true);
      await paused;
      context.play();
      await next("error");
      expect(errors).toEqual([{ errCode: 10001, errMsg: expect.stringContaining("something else has the sound") }]);
      host.setInterrupted(false);
      await host.during(resumed);
      expect(heard).toEqual(["begin", "end"]);
      host.wx.offAudioInterruptionBegin(begin);
      host.wx.offAudioInterruptionEnd();
      context.play();
      await next("play");
      const silenced = next("pause");
      host.setInterrupted(true);
      host.setInterrupted(false);
      await silenced;
      expect(heard).toEqual(["begin", "end"]);
    });
  });

  describe("destroy", () => {
    it("ends everything, and may be called again", async () => {
      await play(2);
      context.destroy();
      context.destroy();
      expect(await host.openCount()).toBe(0);
      context.src = await host.addSound(0.3);
      context.autoplay = true;
      context.play();
      context.seek(1);
      context.pause();
      context.stop();
      context.onPlay(() => log.names.push("play"));
      const [other, otherLog] = open();
      other.src = await host.addSound(0.3);
      other.play();
      await host.during(otherLog.next("ended"));
      other.destroy();
      expect(log.take()).toEqual([]);
      expect(await host.openCount()).toBe(0);
    });

    it("of a hundred that play at once leaves nothing", async () => {
      const path = await host.addSound(0.5);
      const all = Array.from({ length: 100 }, open);
      const ended = Promise.all(all.map(([, { next: until }], index) => until.call(all[index]?.[1], "ended")));
      for (const [one] of all) {
        one.src = path;
        one.play();
      }
      await host.during(ended);
      for (const [, { names }] of all) expect(names.at(-1)).toBe("ended");
      expect(await host.openCount()).toBe(100);
      for (const [one] of all) one.destroy();
      expect(await host.openCount()).toBe(0);
    });
  });

  describe("wx.setInnerAudioOption", () => {
    it("takes what is so anyway, and refuses the earpiece", async () => {
      const { setInnerAudioOption } = host.wx;
      await expect(setInnerAudioOption({})).resolves.toEqual({ errMsg: "setInnerAudioOption:ok" });
      await expect(setInnerAudioOption({ mixWithOther: false, obeyMuteSwitch: false })).resolves.toBeDefined();
      await expect(setInnerAudioOption({ speakerOn: false })).rejects.toEqual({
        errMsg: "setInnerAudioOption:fail not supported",
        errno: 100,
      });
    });
  });
}
