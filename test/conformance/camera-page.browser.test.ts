import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { inFirefox } from "../support/browser-differences.ts";
import { createPageHost, type PageHost } from "./page-host.ts";
import { press } from "./page-dialog.ts";
import { until } from "../support/until.ts";

// The camera is a canvas, so that all browsers have the same one.
describe("the camera of a page", () => {
  let host: PageHost;
  let streams: MediaStream[];
  let asked: MediaStreamConstraints[];
  let stopDrawing: () => void;
  let pictureCount: number;
  beforeEach(() => {
    host = createPageHost();
    streams = [];
    asked = [];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [64, 48];
    const context = canvas.getContext("2d");
    pictureCount = 0;
    const timer = setInterval(() => {
      if (context === null) return;
      pictureCount += 1;
      context.fillStyle = `hsl(${pictureCount * 40} 100% 50%)`;
      context.fillRect(0, 0, 64, 48);
    }, 20);
    stopDrawing = () => clearInterval(timer);
    const cameras = ["a", "b"].map((deviceId) => ({ kind: "videoinput", deviceId }) as MediaDeviceInfo);
    vi.spyOn(navigator.mediaDevices, "enumerateDevices").mockResolvedValue(cameras);
    vi.spyOn(navigator.mediaDevices, "getUserMedia").mockImplementation(async (constraints = {}) => {
      asked.push(constraints);
      const stream = canvas.captureStream();
      const { facingMode } = constraints.video as { facingMode: string };
      // It is that of a phone, which tells its side.
      for (const track of stream.getTracks()) track.getSettings = () => ({ facingMode });
      streams.push(stream);
      return stream;
    });
  });
  afterEach(async () => {
    stopDrawing();
    await host.close();
    vi.restoreAllMocks();
  });

  const camera = { sourceType: ["camera"], sizeType: ["original"] };
  const dialog = (): Promise<HTMLElement> =>
    until(() => {
      const shown = host.root.querySelector<HTMLElement>("dialog[open]");
      if (shown === null) throw new Error("The camera is not open");
      return shown;
    });
  const shutter = async (): Promise<HTMLButtonElement> => {
    const open = await dialog();
    return until(() => {
      const live = open.querySelector<HTMLVideoElement>("video.camera-picture");
      const button = open.querySelector<HTMLButtonElement>(".camera-shutter");
      if (button === null || (live?.videoWidth ?? 0) === 0) throw new Error("The camera shows nothing yet");
      return button;
    });
  };
  const take = async (): Promise<void> => (await shutter()).click();
  const answer = async (name: string): Promise<void> => {
    const open = await dialog();
    await until(() => press(open, name));
  };
  /** Resolves when the camera has shown some more. */
  const morePictures = (): Promise<void> => {
    const enough = pictureCount + 15;
    return until(() => expect(pictureCount).toBeGreaterThan(enough));
  };
  const facings = (): unknown[] => asked.map(({ video }) => (video as MediaTrackConstraints).facingMode);
  const isOff = (): boolean =>
    streams.every((stream) => stream.getTracks().every(({ readyState }) => readyState === "ended"));

  it("takes a picture, and gives the camera back", async () => {
    const chosen = host.wx.chooseImage(camera);
    await take();
    await answer("Done");
    const { tempFilePaths } = await chosen;
    const info = await host.wx.getImageInfo({ src: tempFilePaths[0] ?? "" });
    expect(info).toMatchObject({ width: 64, height: 48, type: "jpeg", path: expect.stringMatching(/\.jpg$/) });
    expect(asked).toEqual([{ video: expect.objectContaining({ facingMode: "environment" }), audio: false }]);
    expect(isOff()).toBe(true);
    expect(host.root.querySelector("dialog")).toBeNull();
  });

  it("takes another picture when the first is not good", async () => {
    const chosen = host.wx.chooseImage(camera);
    await take();
    await answer("Retake");
    await take();
    await answer("Done");
    expect((await chosen).tempFilePaths).toHaveLength(1);
    expect(streams).toHaveLength(1);
  });

  it("begins with the camera that the app wants, and changes it", async () => {
    const chosen = host.wx.chooseMedia({ ...camera, mediaType: ["image"], camera: "front" });
    await shutter();
    await answer("Switch camera");
    await until(() => expect(streams).toHaveLength(2));
    await take();
    await answer("Done");
    expect((await chosen).tempFiles).toMatchObject([{ fileType: "image" }]);
    expect(facings()).toEqual(["user", "environment"]);
    expect(isOff()).toBe(true);
  });

  it("records a video until it is stopped", async () => {
    const chosen = host.wx.chooseVideo({ sourceType: ["camera"], camera: "front" });
    await take();
    await morePictures();
    await take();
    await answer("Done");
    const video = await chosen;
    expect(video).toMatchObject({ width: 64, height: 48, errMsg: "chooseVideo:ok" });
    expect(video.duration).toBeGreaterThan(0.1);
    expect(asked).toEqual([{ video: expect.objectContaining({ facingMode: "user" }), audio: true }]);
  });

  it("records no longer than the app wants", async () => {
    const chosen = host.wx.chooseVideo({ sourceType: ["camera"], maxDuration: 1 });
    await take();
    await until(() => expect(host.root.querySelector(".camera-review")).not.toBeNull());
    await answer("Done");
    const { duration } = await chosen;
    expect(duration).toBeGreaterThan(0.5);
    // Long before the 60 seconds of a person who does not stop it, also on a busy machine.
    expect(duration).toBeLessThan(5);
  });

  it("takes a picture by a tap and a video by a hold where both are wanted", async () => {
    const chosen = host.wx.chooseMedia({ ...camera, mediaType: ["mix"] });
    const button = await shutter();
    button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    await until(() => expect(host.root.querySelector(".camera-recording")).not.toBeNull());
    await morePictures();
    button.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
    await answer("Done");
    expect((await chosen).tempFiles).toMatchObject([{ fileType: "video", width: 64 }]);
  });

  it("fails with cancel when the person closes it", async () => {
    const chosen = host.wx.chooseImage(camera);
    await shutter();
    await answer("Close");
    await expect(chosen).rejects.toEqual({ errMsg: "chooseImage:fail cancel", errno: 1 });
    expect(isOff()).toBe(true);
  });

  it("fails with system permission denied when the browser refuses the camera", async () => {
    vi.mocked(navigator.mediaDevices.getUserMedia).mockRejectedValue(new DOMException("No", "NotAllowedError"));
    const denied = { errMsg: "chooseImage:fail system permission denied", errno: 3 };
    await expect(host.wx.chooseImage(camera)).rejects.toEqual(denied);
  });

  it("records without sound where there is no microphone", async () => {
    const { getUserMedia } = navigator.mediaDevices;
    const open = vi.mocked(getUserMedia).getMockImplementation();
    vi.mocked(getUserMedia).mockImplementation(async (constraints) => {
      if (constraints?.audio) throw new DOMException("No microphone", "NotFoundError");
      return open?.(constraints) ?? Promise.reject(new Error("No camera"));
    });
    const chosen = host.wx.chooseVideo({ sourceType: ["camera"] });
    await shutter();
    await answer("Close");
    await expect(chosen).rejects.toMatchObject({ errMsg: "chooseVideo:fail cancel" });
    expect(asked).toMatchObject([{ audio: false }]);
  });

  it("gives the camera back when the app ends", async () => {
    const chosen = host.wx.chooseImage(camera);
    chosen.catch(() => {});
    await shutter();
    await host.close();
    await until(() => expect(isOff()).toBe(true));
    host = createPageHost();
  });
});

describe.skipIf(inFirefox("has one camera"))("the cameras of a page that don't tell their side", () => {
  it.each(["back", "front"] as const)("are changed, beginning with the one at the %s", async (side) => {
    const host = createPageHost();
    onTestFinished(() => host.close());
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId);
    const dialog = (): Promise<HTMLElement> =>
      until(() => host.root.querySelector<HTMLElement>("dialog[open]") ?? Promise.reject(new Error("It is not open")));
    const shown = (): MediaStreamTrack | undefined => {
      const picture = host.root.querySelector<HTMLVideoElement>("video.camera-picture");
      return (picture?.srcObject as MediaStream | undefined)?.getVideoTracks()[0];
    };
    const chosen = host.wx.chooseMedia({ sourceType: ["camera"], mediaType: ["image"], camera: side });
    const cancelled = expect(chosen).rejects.toMatchObject({ errMsg: "chooseMedia:fail cancel" });
    const open = await dialog();
    const order = side === "back" ? cameras : cameras.toReversed();
    const tracks: (MediaStreamTrack | undefined)[] = [];
    for (const camera of [...order, ...order]) {
      await expect.poll(() => shown()?.getSettings().deviceId).toBe(camera);
      tracks.push(shown());
      press(open, "Switch camera");
    }
    press(open, "Close");
    await cancelled;
    await expect.poll(() => tracks.map((track) => track?.readyState)).toEqual(tracks.map(() => "ended"));
    expect(new Set(cameras).size).toBe(2);
  });
});
