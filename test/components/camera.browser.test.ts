import { afterEach, describe, expect, it, vi } from "vitest";
import { createComponent, createStage, inner, look, once, type ComponentElement } from "./stage.ts";
import { inFirefox } from "../support/browser-differences.ts";
import { until } from "../support/until.ts";

interface Camera extends ComponentElement {
  takePhoto(options?: { quality?: string; selfieMirror?: boolean }): Promise<{ tempImagePath: File }>;
  startRecord(): Promise<void>;
  stopRecord(): Promise<{ tempThumbPath: File; tempVideoPath: File }>;
  setZoom(zoom: number): Promise<number>;
}

/** The tracks that were opened, to see that they end. */
const opened: MediaStreamTrack[] = [];
const { mediaDevices } = navigator;
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);

function watchTracks(): void {
  vi.spyOn(mediaDevices, "getUserMedia").mockImplementation(async (constraints) => {
    const stream = await getUserMedia(constraints);
    opened.push(...stream.getTracks());
    return stream;
  });
}

function states(): string[] {
  return opened.map(({ readyState }) => readyState);
}

afterEach(() => {
  vi.restoreAllMocks();
  opened.length = 0;
});

/** A camera that runs. */
async function start(stage: ReturnType<typeof createStage>, properties: object = {}): Promise<Camera> {
  watchTracks();
  const camera = createComponent("camera", { ...properties }) as Camera;
  const ready = once(camera, "initdone");
  stage.page.append(camera);
  await ready;
  return camera;
}

describe("camera", () => {
  it("fills the width of the page, and tells its zoom when it runs", async () => {
    using stage = createStage();
    const camera = createComponent("camera");
    const ready = once(camera, "initdone");
    stage.page.append(camera);
    expect((await ready).detail).toEqual({ maxZoom: 1 });
    expect(look(camera)).toMatchObject({ display: "block", width: "375px", height: "300px" });
  });

  it("takes a photo of the size that the camera has", async () => {
    using stage = createStage();
    const camera = await start(stage);
    const { tempImagePath: photo } = await camera.takePhoto({ quality: "high" });
    const { width, height } = await createImageBitmap(photo);
    const picture = inner(camera, "wx-camera-picture") as HTMLVideoElement;
    expect({ name: photo.name, type: photo.type, width, height }).toEqual({
      name: "photo.jpg",
      type: "image/jpeg",
      width: picture.videoWidth,
      height: picture.videoHeight,
    });
    const low = await camera.takePhoto({ quality: "low" });
    expect(low.tempImagePath.size).toBeLessThan(photo.size);
  });

  it("records a video with a picture of it, and gives the microphone back", async () => {
    using stage = createStage();
    const camera = await start(stage);
    await camera.startRecord();
    await expect(camera.startRecord()).rejects.toThrow("is recording");
    expect(states()).toEqual(["live", "live"]);
    await once(inner(camera, "wx-camera-picture"), "timeupdate");
    const { tempThumbPath, tempVideoPath } = await camera.stopRecord();
    expect(states()).toEqual(["live", "ended"]);
    expect((await createImageBitmap(tempThumbPath)).width).toBeGreaterThan(0);
    const player = document.createElement("video");
    player.src = URL.createObjectURL(tempVideoPath);
    await once(player, "loadedmetadata");
    expect(player.videoWidth).toBeGreaterThan(0);
    URL.revokeObjectURL(player.src);
    await expect(camera.stopRecord()).rejects.toThrow("not recording");
  });

  it("ends everything when it leaves the document while it records", async () => {
    using stage = createStage();
    const camera = await start(stage);
    await camera.startRecord();
    camera.remove();
    await until(() => expect(states()).toEqual(["ended", "ended"]));
    await expect(camera.takePhoto()).rejects.toThrow("the camera is not running");
  });

  it("gives the camera back while its page is covered, and runs again after", async () => {
    using stage = createStage();
    const camera = await start(stage);
    stage.host.hidden = true;
    await until(() => expect(states()).toEqual(["ended"]));
    const ready = once(camera, "initdone");
    stage.host.hidden = false;
    await ready;
    expect(states()).toEqual(["ended", "live"]);
  });

  it("gives the camera back in the background, tells so, and runs again after", async () => {
    using stage = createStage();
    const camera = await start(stage);
    const stopped = once(camera, "stop");
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    await stopped;
    await until(() => expect(states()).toEqual(["ended"]));
    const ready = once(camera, "initdone");
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    await ready;
  });

  it("opens the other camera, and gives the first one back", async () => {
    using stage = createStage();
    const camera = await start(stage);
    const ready = once(camera, "initdone");
    camera["devicePosition"] = "front";
    await ready;
    expect(states()).toEqual([...opened.slice(1).map(() => "ended"), "live"]);
    expect(mediaDevices.getUserMedia).toHaveBeenCalledWith(
      expect.objectContaining({ video: expect.objectContaining({ facingMode: "user" }) }),
    );
  });

  it.skipIf(inFirefox("has one camera"))("shows another device at the front than at the back", async () => {
    using stage = createStage();
    const camera = await start(stage);
    const shown = (): string | undefined => {
      const { srcObject } = inner(camera, "wx-camera-picture") as HTMLVideoElement;
      return (srcObject as MediaStream).getVideoTracks()[0]?.getSettings().deviceId;
    };
    const devices = [shown()];
    for (const side of ["front", "back", "front"]) {
      const ready = once(camera, "initdone");
      camera["devicePosition"] = side;
      await ready;
      devices.push(shown());
    }
    const [back, front] = devices;
    expect(front).not.toBe(back);
    expect(devices).toEqual([back, front, back, front]);
  });

  it("tells that the camera was taken away", async () => {
    using stage = createStage();
    const camera = await start(stage);
    const stopped = once(camera, "stop");
    opened[0]?.dispatchEvent(new Event("ended"));
    await stopped;
    expect(states()).toEqual(["ended"]);
  });

  it("asks for the permission first, and tells that it was refused", async () => {
    using stage = createStage();
    watchTracks();
    const asked: string[] = [];
    stage.page.addEventListener("permissionrequest", (event) => {
      const { scope, respondWith } = (
        event as CustomEvent<{ scope: string; respondWith: (answer: Promise<boolean>) => void }>
      ).detail;
      asked.push(scope);
      respondWith(Promise.resolve(false));
    });
    const camera = createComponent("camera") as Camera;
    const failed = once(camera, "error");
    stage.page.append(camera);
    expect((await failed).detail).toEqual({ errMsg: "insertCamera:fail auth deny" });
    await expect(camera.takePhoto()).rejects.toThrow("auth deny");
    expect(asked).toEqual(["scope.camera"]);
    expect(opened).toEqual([]);
  });

  describe("a permission that is taken back", () => {
    /** Answers questions for permissions as `allowed` says at that moment. */
    function answer(stage: ReturnType<typeof createStage>, allowed: Record<string, boolean>): void {
      stage.page.addEventListener("permissionrequest", (event) => {
        const { scope, respondWith } = (
          event as CustomEvent<{ scope: string; respondWith: (answer: Promise<boolean>) => void }>
        ).detail;
        respondWith(Promise.resolve(allowed[scope] ?? true));
      });
    }
    function refuse({ root }: ReturnType<typeof createStage>, scope: string): void {
      root.dispatchEvent(new CustomEvent("permissionrefused", { detail: { scope } }));
    }

    it("stops the camera, which tells so, until its page is shown again", async () => {
      using stage = createStage();
      const allowed = { "scope.camera": true };
      answer(stage, allowed);
      const camera = await start(stage);
      await camera.startRecord();
      const told: string[] = [];
      for (const type of ["stop", "error", "initdone"]) camera.addEventListener(type, () => told.push(type));
      const failed = once(camera, "error");
      allowed["scope.camera"] = false;
      refuse(stage, "scope.camera");
      expect((await failed).detail).toEqual({ errMsg: "insertCamera:fail auth deny" });
      expect(told).toEqual(["stop", "error"]);
      expect(states()).toEqual(["ended", "ended"]);
      await expect(camera.takePhoto()).rejects.toThrow("auth deny");
      await expect(camera.stopRecord()).rejects.toThrow("not recording");

      allowed["scope.camera"] = true;
      stage.host.hidden = true;
      await until(() => expect(camera.takePhoto()).rejects.toThrow("the camera is not running"));
      const ready = once(camera, "initdone");
      stage.host.hidden = false;
      await ready;
    });

    it("for the microphone gives that back, and the video goes on", async () => {
      using stage = createStage();
      const camera = await start(stage);
      await camera.startRecord();
      refuse(stage, "scope.record");
      expect(states()).toEqual(["live", "ended"]);
      await once(inner(camera, "wx-camera-picture"), "timeupdate");
      const { tempVideoPath } = await camera.stopRecord();
      expect(tempVideoPath.size).toBeGreaterThan(0);
    });

    it("for something else changes nothing", async () => {
      using stage = createStage();
      const camera = await start(stage);
      refuse(stage, "scope.writePhotosAlbum");
      expect((await camera.takePhoto()).tempImagePath.size).toBeGreaterThan(0);
      expect(states()).toEqual(["live"]);
    });
  });

  it.each([
    ["NotAllowedError", "insertCamera:fail auth deny"],
    ["NotFoundError", "insertCamera:fail NotFoundError"],
    ["NotReadableError", "insertCamera:fail NotReadableError"],
  ])("tells of what the browser says: %s", async (name, errMsg) => {
    using stage = createStage();
    vi.spyOn(mediaDevices, "getUserMedia").mockRejectedValue(new DOMException("", name));
    const camera = createComponent("camera");
    const failed = once(camera, "error");
    stage.page.append(camera);
    expect((await failed).detail).toEqual({ errMsg });
  });

  it("has no zoom where the camera tells none", async () => {
    using stage = createStage();
    const camera = await start(stage);
    await expect(camera.setZoom(2)).rejects.toThrow("the camera has no zoom");
  });
});
