import { describe, expect, it } from "vitest";
import type { Page } from "../../src/node/index.ts";
import { createFakeClock } from "../../src/testing/index.ts";
import { findByClass, launchGallery, type HeadlessGallery } from "../support/headless-gallery.ts";
import { samplePng } from "./sample-bytes.ts";

const clock = createFakeClock();

/** Taps what has this class, as soon as it is there. */
async function tap(page: Page, className: string): Promise<void> {
  await expect.poll(() => findByClass(page, className), { interval: 5 }).toBeDefined();
  page.tap(findByClass(page, className));
}

/** Resolves when the data of a page is so. */
async function dataOf(page: Page, expected: object): Promise<void> {
  await expect.poll(() => page.data(), { interval: 5 }).toMatchObject(expected);
}

describe("the picture page of the gallery", () => {
  it("says that saving was refused, and saves once it is allowed in the settings", async () => {
    const { device, open } = await launchGallery();
    device.album.add(samplePng(20, 10));
    device.answers.chooseImage({ original: true });
    device.answers.consent(false);
    device.answers.settings({ "scope.writePhotosAlbum": true });
    const page = await open("picture");
    await tap(page, "choose");
    await dataOf(page, { facts: [{}, { value: "20 × 10" }, { value: "png" }, { value: "up" }] });
    await tap(page, "preview");
    await expect.poll(() => device.previews.at(-1)).toMatchObject({ index: 0, isOpen: true });
    device.previews.at(-1)?.close();
    await tap(page, "save");
    await dataOf(page, { error: "saveImageToPhotosAlbum:fail auth deny", isBusy: false });
    await tap(page, "settings");
    await dataOf(page, { error: "" });
    await tap(page, "save");
    await expect.poll(() => device.presented.at(-1)).toMatchObject({ toast: { title: expect.stringMatching(/./) } });
  });
});

describe("the recorder page of the gallery", () => {
  interface Memo {
    path: string;
    duration: number;
    size: number;
  }

  const openRecorder = async (): Promise<HeadlessGallery> => {
    const gallery = await launchGallery({ clock });
    gallery.device.microphone.tone(440);
    await gallery.open("recorder");
    return gallery;
  };
  const record = async (page: Page): Promise<void> => {
    await tap(page, "record");
    await dataOf(page, { state: "recording" });
  };
  /** Stops, and resolves with the one memo. */
  const stop = async (page: Page): Promise<Memo> => {
    await tap(page, "stop");
    await expect.poll(() => page.data()["memos"]).toHaveLength(1);
    return memosOf(page)[0] ?? { path: "", duration: 0, size: 0 };
  };
  const memosOf = (page: Page): Memo[] => page.data()["memos"] as Memo[];

  it("shows how loud it is, and keeps a memo without the time in which it was paused", async () => {
    const { page, device } = await openRecorder();
    await record(page());
    clock.advance(1000);
    const isLoud = expect.objectContaining({ level: expect.toSatisfy((level: number) => level > 50) });
    await expect.poll(() => page().data()["levels"]).toEqual(expect.arrayContaining([isLoud]));
    await tap(page(), "pause");
    await dataOf(page(), { state: "paused" });
    clock.advance(5000);
    await tap(page(), "resume");
    await dataOf(page(), { state: "recording" });
    clock.advance(500);
    const { path, duration, size } = await stop(page());
    expect({ duration, size }).toEqual({ duration: 1500, size: 44 + 1.5 * 16_000 * 2 });
    expect(path).toMatch(/\.wav$/);
    expect(device.wx.getFileSystemManager().statSync(path)).toMatchObject({ size });
  });

  it("writes a long memo whole, with what it wrote in several pieces", async () => {
    const { page, device } = await openRecorder();
    await record(page());
    clock.advance(70_000);
    const { path } = await stop(page());
    const bytes = Buffer.from(device.wx.getFileSystemManager().readFileSync(path) as ArrayBuffer);
    const samples = new Int16Array(bytes.buffer, 44);
    expect(samples).toHaveLength(70 * 16_000);
    expect(bytes.readUInt32LE(40)).toBe(samples.byteLength);
    // Each second of the tone is like the one before, once the filters have settled.
    const differences = samples
      .subarray(32_000, -16_000)
      .map((sample, index) => sample - (samples[index + 16_000] ?? 0));
    expect(differences.every((difference) => Math.abs(difference) < 100)).toBe(true);
  });

  it.each(["mp3", "aac"])("keeps a memo as %s, and removes it with its file", async (format) => {
    const { page, device } = await openRecorder();
    page().callMethod("changeFormat", { detail: { value: format } });
    await record(page());
    clock.advance(2000);
    const { path, duration } = await stop(page());
    expect(path).toMatch(new RegExp(`\\.${format}$`));
    expect(duration).toBe(2000);
    const files = device.wx.getFileSystemManager();
    files.accessSync(path);
    await tap(page(), "remove");
    await expect.poll(() => files.readdirSync(device.wx.env.USER_DATA_PATH)).toEqual([]);
    expect(page().data()).toMatchObject({ memos: [], error: "" });
  });

  it("goes on with a memo where it was paused", async () => {
    const { page, device } = await openRecorder();
    await record(page());
    clock.advance(3000);
    await stop(page());
    await tap(page(), "play");
    await expect.poll(() => device.speaker.playingCount).toBe(1);
    clock.advance(1500);
    await tap(page(), "play");
    await dataOf(page(), { isPaused: true, position: 1.5 });
    clock.advance(10_000);
    await tap(page(), "play");
    await expect.poll(() => device.speaker.playingCount).toBe(1);
    clock.advance(500);
    expect(page().data()).toMatchObject({ isPaused: false, position: 2 });
    clock.advance(1000);
    expect(page().data()).toMatchObject({ playing: "" });
    expect(device.speaker.openCount).toBe(0);
  });

  it("keeps what was recorded when it is left, once, and plays nothing on", async () => {
    const { back, open, page, device } = await openRecorder();
    await record(page());
    clock.advance(1000);
    await back();
    await expect.poll(() => device.wx.getFileSystemManager().readdirSync(device.wx.env.USER_DATA_PATH)).toHaveLength(1);
    await open("recorder");
    expect(memosOf(page())).toMatchObject([{ duration: 1000 }]);
    await tap(page(), "play");
    await expect.poll(() => device.speaker.playingCount).toBe(1);
    await back();
    await expect.poll(() => device.speaker.openCount).toBe(0);
    await open("recorder");
    await record(page());
    clock.advance(2000);
    await tap(page(), "stop");
    await expect.poll(() => memosOf(page()).map(({ duration }) => duration)).toEqual([2000, 1000]);
  });

  it("goes on to be paused when a call does not let it resume", async () => {
    const { page, device } = await openRecorder();
    await record(page());
    clock.advance(1000);
    device.microphone.interrupt();
    await dataOf(page(), { state: "paused" });
    await tap(page(), "resume");
    await dataOf(page(), { state: "paused", error: expect.stringContaining("interruption") });
    device.microphone.endInterruption();
    await tap(page(), "resume");
    await dataOf(page(), { state: "recording", error: "" });
    clock.advance(1000);
    expect(await stop(page())).toMatchObject({ duration: 2000 });
  });

  it("says that the microphone was refused, or unplugged, and can record again", async () => {
    const { page, device } = await openRecorder();
    device.answers.consent(false);
    device.answers.settings({ "scope.record": true });
    await tap(page(), "record");
    await dataOf(page(), { state: "idle", asked: "", error: "operateRecorder:fail auth deny" });
    await tap(page(), "settings");
    await dataOf(page(), { error: "" });
    await record(page());
    clock.advance(1000);
    device.microphone.unplug();
    const error = "operateRecorder:fail the microphone was disconnected";
    await dataOf(page(), { state: "idle", error, memos: [] });
    device.microphone.tone(440);
    await record(page());
    expect(page().data()).toMatchObject({ error: "" });
  });
});

describe("the player page of the gallery", () => {
  const play = async (gallery: HeadlessGallery): Promise<Page> => {
    const page = await gallery.open("player");
    await tap(page, "toggle");
    await dataOf(page, { state: "playing", duration: 60 });
    // The network keeps its own time: what is wanted of the music has to be there.
    await tap(page, "forward");
    await tap(page, "forward");
    await dataOf(page, { position: 20 });
    await tap(page, "back");
    await tap(page, "back");
    await dataOf(page, { position: 0 });
    return page;
  };

  it("goes on at ten seconds when it was paused there", async () => {
    const gallery = await launchGallery({ clock });
    const page = await play(gallery);
    clock.advance(10_000);
    await tap(page, "toggle");
    await dataOf(page, { state: "paused", position: 10 });
    clock.advance(60_000);
    await tap(page, "toggle");
    await dataOf(page, { state: "playing", position: 10 });
    clock.advance(5000);
    expect(gallery.device.speaker.nowPlaying).toMatchObject({ isPlaying: true, positionSeconds: 15 });
  });

  it("goes ten seconds on or back, also while it is paused", async () => {
    const gallery = await launchGallery({ clock });
    const page = await play(gallery);
    await tap(page, "forward");
    await tap(page, "forward");
    await dataOf(page, { position: 20 });
    await tap(page, "toggle");
    await dataOf(page, { state: "paused" });
    await tap(page, "back");
    await dataOf(page, { state: "paused", position: 10 });
    expect(gallery.device.speaker.nowPlaying).toMatchObject({ isPlaying: false, positionSeconds: 10 });
  });

  it("shows the music that went on while another page was there, and obeys the keys of the system once", async () => {
    const gallery = await launchGallery({ clock });
    const { back, device } = gallery;
    await play(gallery);
    clock.advance(5000);
    await back();
    clock.advance(7000);
    expect(device.speaker.nowPlaying).toMatchObject({ title: "Broken chords", positionSeconds: 12 });
    const page = await gallery.open("player");
    expect(page.data()).toMatchObject({ state: "playing", position: 12, duration: 60 });
    device.speaker.press({ name: "next" });
    await dataOf(page, { state: "playing", track: 1 });
    expect(device.speaker.nowPlaying).toMatchObject({ title: "Three seconds", isPlaying: true });
    device.speaker.press({ name: "pause" });
    await dataOf(page, { state: "paused" });
    await tap(page, "stop");
    await dataOf(page, { state: "stopped", position: 0 });
    expect(device.speaker.nowPlaying).toBeUndefined();
    await back();
    await gallery.open("player");
    expect(gallery.page().data()).toMatchObject({ state: "stopped", track: 1 });
  });
});
