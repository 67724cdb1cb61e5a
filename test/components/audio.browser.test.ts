import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { wavFile } from "../conformance/wav-file.ts";
import { createStage, inner, look, once, record, rendered, type ComponentElement } from "./stage.ts";

/** A sound of a third of a second, and one of ten. */
let short = "";
let long = "";

beforeAll(() => {
  [short = "", long = ""] = [0.3, 10].map((seconds) =>
    URL.createObjectURL(new Blob([wavFile(seconds)], { type: "audio/wav" })),
  );
});
afterAll(() => {
  URL.revokeObjectURL(short);
  URL.revokeObjectURL(long);
});

interface Playable extends ComponentElement {
  play(): Promise<void>;
  pause(): void;
  seek(position: number): void;
  readonly media: HTMLAudioElement;
}

const EVENTS = ["play", "pause", "ended", "error"];

describe("audio", () => {
  it("shows nothing without controls, and a bar with them", async () => {
    using stage = createStage();
    const audio = await stage.add("audio", { src: short });
    expect(look(audio).display).toBe("none");
    audio["controls"] = true;
    expect(look(audio).display).toBe("inline-block");
    expect(inner(audio, "wx-audio-bar").getBoundingClientRect()).toMatchObject({ width: 300, height: 66 });
    expect(inner(audio, "wx-audio-name").textContent).toBe("未知音频");
    expect(inner(audio, "wx-audio-author").textContent).toBe("未知作者");
    Object.assign(audio, { name: "Song", author: "Band" });
    await rendered();
    expect(inner(audio, "wx-audio-text").textContent).toBe("SongBand");
  });

  it("plays to its end and tells what it does", async () => {
    using stage = createStage();
    const audio = (await stage.add("audio", { src: short, controls: true })) as Playable;
    const events = record(audio, ...EVENTS);
    const times = record(audio, "timeupdate");
    const ended = once(audio, "ended");
    await audio.play();
    await ended;
    expect(events.map(([type]) => type)).toEqual(["play", "ended"]);
    expect(times.length).toBeGreaterThan(0);
    expect(times.at(-1)).toEqual(["timeupdate", { currentTime: 0.3, duration: 0.3 }]);
  });

  it("plays and pauses with its button", async () => {
    using stage = createStage();
    const audio = (await stage.add("audio", { src: long, controls: true })) as Playable;
    const button = inner(audio, "wx-audio-button");
    expect(button.ariaLabel).toBe("播放");
    const played = once(audio, "play");
    await userEvent.click(button);
    await played;
    expect(button.ariaLabel).toBe("暂停");
    const paused = once(audio, "pause");
    await userEvent.click(button);
    await paused;
    expect(audio.media.paused).toBe(true);
  });

  it("seeks before anything is loaded, and goes no further than the end", async () => {
    using stage = createStage();
    const audio = (await stage.add("audio", { src: long, controls: true })) as Playable;
    audio.seek(4);
    const first = once(audio, "timeupdate");
    await audio.play();
    expect((await first).detail).toMatchObject({ duration: 10 });
    expect(audio.media.currentTime).toBeGreaterThanOrEqual(4);
    audio.pause();
    audio.seek(70);
    expect(audio.media.currentTime).toBe(10);
    expect(inner(audio, "wx-audio-time").textContent).toBe("00:04");
  });

  it("plays a source that is set after it was told to play", async () => {
    using stage = createStage();
    const audio = (await stage.add("audio")) as Playable;
    await audio.play();
    const played = once(audio, "play");
    audio["src"] = long;
    await played;
    audio["src"] = short;
    await rendered();
    expect(audio.media.paused).toBe(true);
  });

  it("begins again without an end when it loops", async () => {
    using stage = createStage();
    const audio = (await stage.add("audio", { src: short, loop: true })) as Playable;
    const events = record(audio, ...EVENTS);
    await audio.play();
    await new Promise<void>((resolve) => {
      let last = 0;
      audio.addEventListener("timeupdate", () => {
        if (audio.media.currentTime < last) resolve();
        last = audio.media.currentTime;
      });
    });
    expect(events.map(([type]) => type)).toEqual(["play"]);
  });

  it.each([
    ["is no sound", URL.createObjectURL(new Blob(["text"], { type: "audio/wav" }))],
    ["is empty", URL.createObjectURL(new Blob([]))],
    ["is not there", new URL("/nothing.mp3", location.href).href],
  ])("tells with the number of the platform's table that a source %s", async (_what, src) => {
    using stage = createStage();
    const audio = await stage.add("audio");
    audio["src"] = src;
    expect((await once(audio, "error")).detail).toEqual({ errMsg: 4 });
  });

  it("stops and frees its sound when it leaves the document, and loads again when it comes back", async () => {
    using stage = createStage();
    const audio = (await stage.add("audio", { src: long })) as Playable;
    await audio.play();
    audio.remove();
    await Promise.resolve();
    await Promise.resolve();
    expect(audio.media.paused).toBe(true);
    expect(audio.media.hasAttribute("src")).toBe(false);
    stage.page.append(audio);
    await rendered();
    expect(audio.media.src).toBe(long);
    expect(audio.media.paused).toBe(true);
  });

  it("goes on when it is moved", async () => {
    using stage = createStage();
    const audio = (await stage.add("audio", { src: long })) as Playable;
    await audio.play();
    stage.page.prepend(audio);
    await rendered();
    expect(audio.media.src).toBe(long);
  });
});
