import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordCallbacks, type RecordedCallbacks } from "../../src/testing/index.ts";
import { PlaybackLog, type CreatePlaybackHost, type PlaybackHost } from "./playback-host.ts";

const OK = { errMsg: "playVoice:ok" };

/** What `wx.playVoice` and its companions do. */
export function voiceSuite(create: CreatePlaybackHost): void {
  let host: PlaybackHost;

  beforeEach(async () => {
    host = await create();
  });
  afterEach(async () => {
    expect(await host.openCount()).toBe(0);
    await host.close();
  });

  function play(filePath: string, duration?: number): RecordedCallbacks {
    const callbacks = recordCallbacks();
    host.wx.playVoice({ filePath, duration, ...callbacks });
    return callbacks;
  }
  /** Lets a sound of so many seconds play beside, as a measure of time. */
  async function pass(seconds: number): Promise<void> {
    const context = host.wx.createInnerAudioContext();
    const log = new PlaybackLog(context, ["ended"]);
    context.src = await host.addSound(seconds);
    context.play();
    await host.during(log.next("ended"));
    context.destroy();
  }

  describe("wx.playVoice", () => {
    it("succeeds when the voice has ended", async () => {
      const { completed, calls } = play(await host.addSound(0.4));
      expect(calls).toEqual([]);
      expect(await host.during(completed)).toEqual(OK);
      expect(calls.map(([name]) => name)).toEqual(["success", "complete"]);
    });

    it("ends after `duration` seconds", async () => {
      expect(await host.during(play(await host.addSound(30), 0.4).completed)).toEqual(OK);
    });

    it("of another file takes the place of the first, whose call succeeds once", async () => {
      const first = play(await host.addSound(30));
      const second = play(await host.addSound(0.4));
      expect(await first.completed).toEqual(OK);
      expect(await host.during(second.completed)).toEqual(OK);
      expect(first.calls).toHaveLength(2);
    });

    it("of the file that plays starts it anew", async () => {
      const path = await host.addSound(0.6);
      const first = play(path);
      expect(await Promise.all([first.completed, host.during(play(path).completed)])).toEqual([OK, OK]);
    });

    it.each([
      ["is missing", "file not exist", 1300002, async () => "wxfile://tmp/missing.mp3"],
      ["lies in the network", "file not exist", 1300002, async () => host.missingUrl],
      ["is no sound", "format error: ", undefined, () => host.addNonsense()],
    ])("fails when the file %s", async (_what, reason, errno, find) => {
      expect(await host.during(play(await find()).completed)).toEqual({
        errMsg: expect.stringContaining(`playVoice:fail ${reason}`),
        ...(errno === undefined ? {} : { errno }),
      });
    });

    it("fails in the background", async () => {
      host.setForeground(false);
      const { completed } = play(await host.addSound(0.4));
      expect(await host.during(completed)).toEqual({ errMsg: expect.stringContaining("the app is in the background") });
      await host.wx.stopVoice();
    });
  });

  describe("wx.pauseVoice", () => {
    it("lets the call wait, and the same file goes on; both calls succeed at its end", async () => {
      const path = await host.addSound(1);
      const first = play(path);
      await pass(0.4);
      await host.wx.pauseVoice();
      await pass(0.9);
      expect(first.calls).toEqual([]);
      const second = play(path);
      expect(await host.during(second.completed)).toEqual(OK);
      expect(first.calls.map(([name]) => name)).toEqual(["success", "complete"]);
    });

    it("does not count the time of the pause as played", async () => {
      const path = await host.addSound(30);
      const first = play(path, 0.7);
      await pass(0.2);
      await host.wx.pauseVoice();
      await pass(0.7);
      expect(first.calls).toEqual([]);
      expect(await host.during(play(path, 0.7).completed)).toEqual(OK);
    });

    it("succeeds when nothing plays", async () => {
      await expect(host.wx.pauseVoice()).resolves.toEqual({ errMsg: "pauseVoice:ok" });
    });
  });

  describe("wx.stopVoice", () => {
    it("ends the voice, whose call succeeds; it starts anew", async () => {
      const path = await host.addSound(30);
      const first = play(path);
      await expect(host.wx.stopVoice()).resolves.toEqual({ errMsg: "stopVoice:ok" });
      expect(await first.completed).toEqual(OK);
      const second = play(path, 0.3);
      expect(await host.during(second.completed)).toEqual(OK);
      expect(first.calls).toHaveLength(2);
    });

    it("succeeds when nothing plays", async () => {
      await expect(host.wx.stopVoice()).resolves.toEqual({ errMsg: "stopVoice:ok" });
    });
  });
}
