import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { sampleVideo } from "../support/sample-video.ts";
import { nextFrame } from "../support/next-frame.ts";
import { createComponent, createStage, inner, look, once, record, rendered, type ComponentElement } from "./stage.ts";

/** One second, 64 × 36. */
let clip = "";

beforeAll(async () => {
  clip = URL.createObjectURL(new Blob([await sampleVideo()], { type: "video/mp4" }));
});
afterAll(() => URL.revokeObjectURL(clip));

interface Video extends ComponentElement {
  play(): Promise<void>;
  pause(): void;
  stop(): void;
  seek(position: number): void;
  playbackRate(rate: number): void;
  sendDanmu(danmu: { text: string; color?: string }): void;
  requestFullScreen(options?: { direction?: number }): Promise<void>;
  exitFullScreen(): Promise<void>;
  exitPictureInPicture(): Promise<void>;
  readonly media: HTMLVideoElement;
}

async function add(stage: ReturnType<typeof createStage>, properties: object = {}): Promise<Video> {
  return (await stage.add("video", { src: clip, muted: true, ...properties })) as Video;
}

describe("video", () => {
  it("is 300 by 225, and black", async () => {
    using stage = createStage();
    const video = await stage.add("video");
    expect(look(video)).toMatchObject({
      display: "inline-block",
      width: "300px",
      height: "225px",
      backgroundColor: "rgb(0, 0, 0)",
    });
  });

  it("tells its size and length, then plays to its end", async () => {
    using stage = createStage();
    const video = await add(stage);
    const events = record(video, "play", "pause", "ended", "error", "loadedmetadata");
    const times = record(video, "timeupdate", "progress");
    const ended = once(video, "ended");
    await video.play();
    await ended;
    expect(events).toEqual([
      ["loadedmetadata", { width: 64, height: 36, duration: 1 }],
      ["play", {}],
      ["ended", {}],
    ]);
    expect(times).toContainEqual(["progress", { buffered: 100 }]);
    expect(times).toContainEqual(["timeupdate", { currentTime: 1, duration: 1 }]);
  });

  it("plays by itself with autoplay, from its initial time", async () => {
    using stage = createStage();
    const video = createComponent("video", { src: clip, muted: true, autoplay: true, initialTime: 0.5 }) as Video;
    const played = once(video, "play");
    const sought = once(video, "seekcomplete");
    stage.page.append(video);
    await Promise.all([played, sought]);
    expect(((await sought).detail as { position: number }).position).toBeCloseTo(0.5, 1);
  });

  it("stops at its start, seeks, and takes the rates of the platform only", async () => {
    using stage = createStage();
    const video = await add(stage, { loop: true });
    await video.play();
    video.seek(0.6);
    await once(video, "seekcomplete");
    video.stop();
    await once(video, "seekcomplete");
    expect(video.media).toMatchObject({ paused: true, currentTime: 0 });
    video.playbackRate(1.25);
    expect(video.media.playbackRate).toBe(1.25);
    expect(() => video.playbackRate(9)).toThrow("9 is no playback rate");
  });

  it("says why a source does not play", async () => {
    using stage = createStage();
    const video = await stage.add("video");
    video["src"] = URL.createObjectURL(new Blob(["no video"]));
    const { detail } = await once(video, "error");
    expect((detail as { errMsg: string }).errMsg).toMatch(/^MEDIA_ERR_SRC_NOT_SUPPORTED/);
  });

  it("has the controls that the app wants", async () => {
    using stage = createStage();
    const video = await add(stage, { title: "Film", showMuteBtn: true, danmuBtn: true });
    const shown = (): string[] =>
      ["wx-video-bar", "wx-video-center", "wx-video-track", "wx-video-danmu-button", "wx-video-edge"].filter(
        (name) => look(inner(video, name)).display !== "none" && inner(video, name).getClientRects().length > 0,
      );
    expect(shown()).toEqual(["wx-video-bar", "wx-video-center", "wx-video-track", "wx-video-danmu-button"]);
    Object.assign(video, { showProgress: false, danmuBtn: false, showCenterPlayBtn: false });
    await rendered();
    expect(shown()).toEqual(["wx-video-bar"]);
    video["controls"] = false;
    await rendered();
    expect(shown()).toEqual([]);
  });

  it("hides its controls when the picture is tapped, and tells so", async () => {
    using stage = createStage();
    const video = await add(stage);
    const toggled = record(video, "controlstoggle");
    await userEvent.click(inner(video, "wx-video-surface"), { position: { x: 20, y: 20 } });
    expect(look(inner(video, "wx-video-bar")).display).toBe("none");
    expect(look(inner(video, "wx-video-edge")).display).toBe("block");
    await userEvent.click(inner(video, "wx-video-surface"), { position: { x: 20, y: 20 } });
    expect(toggled).toEqual([
      ["controlstoggle", { show: false }],
      ["controlstoggle", { show: true }],
    ]);
  });

  it("plays with the button in the middle, and seeks with the bar", async () => {
    using stage = createStage();
    const video = await add(stage, { loop: true });
    if (video.media.readyState === 0) await once(video, "loadedmetadata");
    await userEvent.click(inner(video, "wx-video-center"));
    expect(video.media.paused).toBe(false);
    video.pause();
    const track = inner(video, "wx-video-track");
    const sought = once(video, "seekcomplete");
    await userEvent.click(track, { position: { x: track.clientWidth / 2, y: 20 } });
    await sought;
    expect(video.media.currentTime).toBeCloseTo(0.5, 1);
  });

  it("enters and leaves full screen, and tells how it lies", async () => {
    using stage = createStage();
    const video = await add(stage);
    if (video.media.readyState === 0) await once(video, "loadedmetadata");
    // Browsers want a touch first.
    await userEvent.click(inner(video, "wx-video-surface"), { position: { x: 20, y: 20 } });
    let changed = once(video, "fullscreenchange");
    await video.requestFullScreen();
    expect((await changed).detail).toEqual({ fullScreen: true, direction: "horizontal" });
    changed = once(video, "fullscreenchange");
    await video.exitFullScreen();
    expect((await changed).detail).toEqual({ fullScreen: false, direction: "horizontal" });
    changed = once(video, "fullscreenchange");
    await userEvent.click(inner(video, "wx-video-surface"), { position: { x: 20, y: 20 } });
    await video.requestFullScreen({ direction: 0 });
    expect((await changed).detail).toEqual({ fullScreen: true, direction: "vertical" });
    await video.exitFullScreen();
  });

  it("refuses to leave a picture in picture that is none", async () => {
    using stage = createStage();
    const video = await add(stage);
    await expect(video.exitPictureInPicture()).rejects.toThrow("not in picture in picture");
  });

  it("lets texts fly at their times, and others at once", async () => {
    using stage = createStage();
    const danmuList = [{ text: "first", color: "#ff0000", time: 0.1 }, { text: 7, time: 0 }, null];
    const video = await add(stage, { danmuList, enableDanmu: true });
    const flying = (): string[] => [...inner(video, "wx-video-danmu").children].map((text) => text.textContent ?? "");
    video.sendDanmu({ text: "<b>now</b>" });
    expect(flying()).toEqual(["<b>now</b>"]);
    const ended = once(video, "ended");
    await video.play();
    await ended;
    expect(flying()).toEqual(["<b>now</b>", "first"]);
    expect(look(inner(video, "wx-video-danmu").children[1] as Element).color).toBe("rgb(255, 0, 0)");
    video["enableDanmu"] = false;
    await rendered();
    video.sendDanmu({ text: "later" });
    expect(flying()).toEqual([]);
  });

  it("shows children of the app over the picture", async () => {
    using stage = createStage();
    const video = await add(stage);
    const view = createComponent("view");
    view.style.cssText = "width: 50px; height: 20px";
    video.contentElement?.append(view);
    expect(view.getBoundingClientRect()).toMatchObject({
      left: video.getBoundingClientRect().left,
      top: video.getBoundingClientRect().top,
      width: 50,
    });
  });

  it("pauses when its page is covered, unless the app wants it to go on", async () => {
    using stage = createStage();
    const video = await add(stage, { loop: true });
    const other = await add(stage, { loop: true, autoPauseIfNavigate: false });
    await Promise.all([video.play(), other.play()]);
    const paused = once(video, "pause");
    stage.host.hidden = true;
    await paused;
    expect(other.media.paused).toBe(false);
  });

  it("pauses in the background", async () => {
    using stage = createStage();
    const video = await add(stage, { loop: true });
    await video.play();
    const paused = once(video, "pause");
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    hidden.mockRestore();
    expect((await paused).detail).toEqual({});
  });

  it("goes on when the app hides it alone", async () => {
    using stage = createStage();
    const video = await add(stage, { loop: true });
    await video.play();
    video.hidden = true;
    await nextFrame();
    expect(video.media.paused).toBe(false);
  });

  it("frees its video when it leaves the document", async () => {
    using stage = createStage();
    const video = await add(stage, { loop: true });
    await video.play();
    video.remove();
    await Promise.resolve();
    await Promise.resolve();
    expect(video.media.hasAttribute("src")).toBe(false);
    expect(video.media).toMatchObject({ paused: true, readyState: HTMLMediaElement.HAVE_NOTHING });
  });
});
