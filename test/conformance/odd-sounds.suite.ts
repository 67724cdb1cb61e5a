import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { InnerAudioContext } from "../../src/core/api/index.ts";
import { PlaybackLog, type BrokenSoundTraits, type ReadingPlaybackHost } from "./playback-host.ts";
import { samplePng } from "./sample-bytes.ts";
import { uploadFile } from "./upload-sound.ts";
import { wavFile } from "./wav-file.ts";

const EVENTS = ["waiting", "canplay", "play", "pause", "stop", "ended", "timeUpdate", "error"] as const;

/** What is played of sounds that end early, or are none, or are named wrongly. */
export function oddSoundsSuite(create: () => Promise<ReadingPlaybackHost>, traits: BrokenSoundTraits = {}): void {
  const serverUrl = inject("serverUrl");
  let host: ReadingPlaybackHost;
  let context: InnerAudioContext;
  let log: PlaybackLog<(typeof EVENTS)[number]>;
  const errors: unknown[] = [];
  const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
  const mp3 = async (): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await (await fetch(`${serverUrl}/song.mp3`)).arrayBuffer());

  beforeEach(async () => {
    host = await create();
    context = host.wx.createInnerAudioContext();
    log = new PlaybackLog(context, EVENTS);
    errors.length = 0;
    context.onError((error) => errors.push(error));
  });
  afterEach(async () => {
    context.destroy();
    await host.close();
  });

  describe("a file", () => {
    it.each([
      ["has 0 bytes", "mp3", async () => new Uint8Array(0)],
      ["ends in its head", "wav", async () => wavFile(1).slice(0, 30)],
      ["is a picture", "mp3", async () => samplePng(64, 64)],
      [
        "is of a format that nothing decodes",
        "mid",
        async () => text("MThd\0\0\0\u0006\0\0\0\u0001\0`MTrk\0\0\0\u0004\0\u00FF/\0"),
      ],
    ])("that %s is a format error, once, and nothing plays", async (_what, extension, make) => {
      context.src = await host.add(await make(), extension);
      context.play();
      await host.during(log.next("error"));
      expect(errors).toEqual([{ errCode: 10004, errMsg: expect.stringMatching(/^format error: ./) }]);
      expect(log.take()).toEqual(["waiting", "error"]);
      expect([context.paused, context.duration, context.currentTime]).toEqual([true, 0, 0]);
      context.stop();
      context.pause();
      context.seek(1);
      context.src = await host.add(wavFile(0.3), "wav");
      context.play();
      await host.during(log.next("ended"));
      expect(log.take()).toEqual(["waiting", "canplay", "play", "timeUpdate", "ended"]);
    });

    it.each([
      ["WAV", "wav", async () => wavFile(2).slice(0, 8044)],
      ["MP3", "mp3", async () => (await mp3()).slice(0, 2500)],
    ])("of %s that ends early plays as far as it goes", async (_format, extension, make) => {
      context.src = await host.add(await make(), extension);
      context.play();
      await host.during(log.next("ended"));
      expect(log.take()).toEqual(["waiting", "canplay", "play", "timeUpdate", "ended"]);
      expect(context.currentTime).toBeLessThan(1);
    });

    it.each(["mp3", "txt", "png"])("is played by its content, also when it is named .%s", async (extension) => {
      context.src = await host.add(wavFile(0.4), extension);
      context.play();
      await host.during(log.next("ended"));
      expect(context.duration).toBeCloseTo(0.4, 1);
    });
  });

  it("a voice that has 0 bytes fails, and the next one plays", async () => {
    await expect(
      host.during(host.wx.playVoice({ filePath: await host.add(new Uint8Array(0), "mp3") })),
    ).rejects.toEqual({
      errMsg: expect.stringMatching(/^playVoice:fail format error: ./),
    });
    await host.during(host.wx.playVoice({ filePath: await host.add(wavFile(0.3), "wav") }));
  });

  it("music that is none fails, and leaves no music", async () => {
    const dataUrl = await uploadFile(serverUrl, new File(["This is no sound"], "song.mp3", { type: "audio/mpeg" }));
    await expect(host.during(host.wx.playBackgroundAudio({ dataUrl, title: "Song" }))).rejects.toEqual({
      errMsg: expect.stringMatching(/^playBackgroundAudio:fail format error: ./),
    });
    expect(await host.wx.getBackgroundAudioPlayerState()).toMatchObject({ status: 2 });
    await expect.poll(host.nowPlaying).toBeUndefined();
    await host.wx.stopBackgroundAudio();
  });

  it.skipIf(traits.refusesBroken)("music whose network is lost tells so, and is gone", async () => {
    const manager = host.wx.getBackgroundAudioManager();
    const music = new PlaybackLog(manager, [...EVENTS, "seeking", "seeked"]);
    music.on("error", (error) => errors.push(error));
    const failed = music.next("error");
    manager.title = "Song";
    manager.src = host.brokenUrl;
    await host.during(music.next("play"));
    manager.seek(28);
    await host.during(failed);
    expect(errors).toEqual([{ errCode: 10002, errMsg: expect.stringMatching(/^network error: ./) }]);
    const told = music.take().filter((name) => name !== "timeUpdate");
    expect(told.join(" ")).toMatch(traits.brokenEvents ?? /^waiting canplay play seeking error$/);
    expect([manager.paused, (await host.wx.getBackgroundAudioPlayerState()).status]).toEqual([true, 2]);
    await expect.poll(host.nowPlaying).toBeUndefined();
  });
}
