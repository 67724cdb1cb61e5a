import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOverlay } from "../../src/browser/page/overlay.ts";
import { createVideoEditor } from "../../src/browser/page/video-editor.ts";
import { createVideoCompressor } from "../../src/browser/page/video-compressor.ts";
import { createThumbnail } from "../../src/browser/page/video-reader.ts";
import type { PartChoice, VideoPart } from "../../src/core/ports/index.ts";
import { ac3Video, partsVideo } from "../support/sample-video.ts";
import { until } from "../support/until.ts";
import { drag, find } from "./editing-person.ts";
import { press } from "./page-dialog.ts";

const FREE: PartChoice = { durationSeconds: 4, minSeconds: 1, maxSeconds: Infinity };

describe("the editor of videos", () => {
  let container: HTMLElement;
  let end: AbortController;
  let trimmed: VideoPart[];
  let trimSignal: AbortSignal | undefined;
  beforeEach(() => {
    container = document.createElement("div");
    document.body.append(container);
    end = new AbortController();
    trimmed = [];
  });
  afterEach(() => {
    end.abort();
    container.remove();
  });

  /** Opens an editor whose results are never made, unless they are given. */
  const open = async (
    choice: PartChoice = FREE,
    { language = "en-US", fail }: { language?: string; fail?: () => Promise<never> } = {},
  ): Promise<{ editor: Element; edited: Promise<unknown>; root: HTMLElement }> => {
    const overlay = createOverlay(container);
    const trim = (_video: Blob, part: VideoPart, signal: AbortSignal): Promise<never> => {
      trimmed.push(part);
      trimSignal = signal;
      return fail?.() ?? new Promise(() => {});
    };
    const video = new Blob([await partsVideo()]);
    const edited = createVideoEditor({ overlay, signal: end.signal }, { trim }, language).edit(video, choice);
    // Whoever waits hears of it.
    edited.catch(() => {});
    const editor = await until(() => find(overlay.root, "dialog[open] .video-editor"));
    await Promise.all(editor.getAnimations().map(({ finished }) => finished));
    return { editor, edited, root: overlay.root };
  };
  const timesOf = (editor: Element): (string | null)[] =>
    [".video-editor-start", ".video-editor-end"].map((selector) => find(editor, selector).ariaValueNow);
  const dragTo = (editor: Element, side: "start" | "end", seconds: number): void => {
    const handle = find(editor, `.video-editor-${side}`);
    const { left, width } = find(editor, ".video-editor-bar").getBoundingClientRect();
    const box = handle.getBoundingClientRect();
    const from = box.left + box.width / 2;
    const edge = side === "start" ? box.right : box.left;
    drag(handle, [
      { x: from, y: box.top },
      { x: left + (seconds / 4) * width + (from - edge), y: 0 },
    ]);
  };
  const key = (editor: Element, side: "start" | "end", name: string): boolean => {
    const handle = find(editor, `.video-editor-${side}`);
    const isOurs = !handle.dispatchEvent(new KeyboardEvent("keydown", { key: name, cancelable: true }));
    handle.dispatchEvent(new KeyboardEvent("keyup", { key: name }));
    return isOurs;
  };
  const videoOf = (editor: Element): HTMLVideoElement => find(editor, "video") as HTMLVideoElement;

  it("offers the whole video, and plays it", async () => {
    const { editor } = await open();
    expect(timesOf(editor)).toEqual(["0.0", "4.0"]);
    await until(() => expect(videoOf(editor).currentTime).toBeGreaterThan(0));
  });

  it("chooses the part with the handles, which a finger draws", async () => {
    const { editor } = await open();
    dragTo(editor, "start", 1);
    dragTo(editor, "end", 2.5);
    expect(timesOf(editor)).toEqual(["1.0", "2.5"]);
    expect(find(editor, ".video-editor-length").textContent).toBe("1.5 s");
    press(editor, "Done");
    expect(trimmed).toEqual([{ startSeconds: expect.closeTo(1, 1), endSeconds: expect.closeTo(2.5, 1) }]);
  });

  it("keeps the part inside the video and its limits: one handle draws the other along", async () => {
    const { editor } = await open({ durationSeconds: 4, minSeconds: 1, maxSeconds: 2 });
    expect(timesOf(editor)).toEqual(["0.0", "2.0"]);
    dragTo(editor, "end", 9);
    expect(timesOf(editor)).toEqual(["2.0", "4.0"]);
    dragTo(editor, "start", 9);
    expect(timesOf(editor)).toEqual(["3.0", "4.0"]);
    dragTo(editor, "start", -9);
    expect(timesOf(editor)).toEqual(["0.0", "2.0"]);
  });

  it("moves the handles by keys", async () => {
    const { editor } = await open();
    for (const name of ["ArrowRight", "ArrowUp", "PageUp", "ArrowLeft"]) expect(key(editor, "start", name)).toBe(true);
    for (const name of ["ArrowDown", "PageDown"]) key(editor, "end", name);
    expect(timesOf(editor)).toEqual(["1.1", "2.9"]);
    key(editor, "end", "End");
    key(editor, "start", "Home");
    expect(timesOf(editor)).toEqual(["0.0", "4.0"]);
    expect(key(editor, "start", "Tab")).toBe(false);
  });

  it("tells assistive technology what the handles are", async () => {
    const { editor } = await open(FREE, { language: "zh-CN" });
    const handle = find(editor, ".video-editor-end");
    const { role, ariaLabel, ariaValueMin, ariaValueMax, ariaValueText } = handle;
    expect({ role, ariaLabel, ariaValueMin, ariaValueMax, ariaValueText }).toEqual({
      role: "slider",
      ariaLabel: "结束",
      ariaValueMin: "0",
      ariaValueMax: "4.0",
      ariaValueText: "4.0 秒",
    });
    expect(handle.getAttribute("tabindex")).toBe("0");
  });

  it("shows the picture at a handle that moves, then plays the part alone", async () => {
    const { editor } = await open();
    const video = videoOf(editor);
    const handle = find(editor, ".video-editor-start");
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "PageUp", cancelable: true }));
    await until(() => expect(video.currentTime).toBeCloseTo(1, 1));
    expect(video.paused).toBe(true);
    dragTo(editor, "end", 2);
    const seen: number[] = [];
    let rounds = 0;
    await until(() => {
      const { currentTime, seeking } = video;
      if (!seeking && currentTime < (seen.at(-1) ?? 0)) rounds += 1;
      if (!seeking) seen.push(currentTime);
      expect(rounds).toBeGreaterThan(0);
    });
    expect(Math.min(...seen)).toBeGreaterThan(0.9);
    expect(Math.max(...seen)).toBeLessThan(2.3);
  });

  it("stops and goes on when the person wants that", async () => {
    const { editor } = await open();
    await until(() => expect(videoOf(editor).currentTime).toBeGreaterThan(0));
    press(editor, "Pause");
    await until(() => expect(find(editor, ".video-editor-play").ariaLabel).toBe("Play"));
    key(editor, "start", "ArrowRight");
    expect(videoOf(editor).paused).toBe(true);
  });

  it.each(["the button", "Escape", "the button while the file is made"])("is closed by %s", async (way) => {
    const { editor, edited, root } = await open();
    if (way.includes("made")) press(editor, "Done");
    if (way === "Escape") find(root, "dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
    else press(editor, "Cancel");
    await expect(edited).rejects.toMatchObject({ code: "cancelled" });
    expect(root.querySelector("dialog")).toBeNull();
    expect(trimSignal?.aborted ?? true).toBe(true);
  });

  it("goes with the app", async () => {
    const { edited } = await open();
    end.abort();
    await expect(edited).rejects.toMatchObject({ code: "aborted" });
  });

  it("tells of a failure, and of a video that the browser can't show", async () => {
    const { editor, edited } = await open(FREE, { fail: () => Promise.reject(new TypeError("What is a video?")) });
    press(editor, "Done");
    await expect(edited).rejects.toMatchObject({ code: "not-supported" });
    const parts = { overlay: createOverlay(container), signal: end.signal };
    const none = createVideoEditor(parts, { trim: () => new Promise(() => {}) }).edit(new Blob(["no video"]), FREE);
    await expect(none).rejects.toMatchObject({ code: "not-supported" });
  });

  it("ends the Worker of a part that nobody waits for", async () => {
    const compressor = createVideoCompressor(new URL("compression-entry.ts", import.meta.url).href);
    const stop = new AbortController();
    const part = { startSeconds: 0, endSeconds: 0.5 };
    const made = compressor.trim(new Blob([await ac3Video()]), part, stop.signal);
    stop.abort(new Error("Nobody waits"));
    await expect(made).rejects.toThrow("Nobody waits");
    compressor.close();
  });

  it("makes files whose first picture is that of the part for the browser, too", async () => {
    const compressor = createVideoCompressor(new URL("compression-entry.ts", import.meta.url).href);
    const part = { startSeconds: 1.5, endSeconds: 3 };
    const { blob } = await compressor.trim(new Blob([await partsVideo()]), part, new AbortController().signal);
    const thumbnail = await createThumbnail(blob);
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext("2d");
    context?.drawImage(await createImageBitmap(thumbnail ?? new Blob()), 0, 0, 1, 1);
    const [red = 255, green = 0, blue = 255] = context?.getImageData(0, 0, 1, 1).data ?? [];
    expect(green).toBeGreaterThan(200);
    expect(Math.max(red, blue)).toBeLessThan(60);
    compressor.close();
  });
});
