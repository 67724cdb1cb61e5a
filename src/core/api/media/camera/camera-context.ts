import type { AnyAsyncApi, AsyncApi } from "../../api.ts";
import { callAsync } from "../../call-async.ts";
import type { CallContext } from "../../call-context.ts";
import type { ElementHandle } from "../../elements.ts";
import { notSupported, WxError } from "../../wx-error.ts";
import { CameraRecording, type CameraVideo } from "./camera-recording.ts";
import { invokeCamera, takeFiles } from "./invoke-camera.ts";

/** Options of `takePhoto`. */
export interface TakePhotoOptions {
  quality?: string;
  /** Whether the picture of the front camera is that of a mirror. */
  selfieMirror?: boolean;
}

/** Options of `startRecord`. */
export interface CameraRecordOptions {
  /** Seconds, at most 300. */
  timeout?: number;
  /** Takes the video when the time is up. */
  timeoutCallback?: (video: CameraVideo) => void;
  selfieMirror?: boolean;
}

/** Watches the pictures of a camera; no host can. */
export interface CameraFrameListener {
  start(options?: object): void;
  stop(options?: object): void;
}

/** Commands the `<camera>` of a page. */
export interface CameraContext {
  takePhoto(options?: TakePhotoOptions): unknown;
  startRecord(options?: CameraRecordOptions): unknown;
  stopRecord(options?: { compressed?: boolean }): unknown;
  setZoom(options: { zoom: number }): unknown;
  onCameraFrame(callback: (frame: { width: number; height: number; data: ArrayBuffer }) => void): CameraFrameListener;
}

/** Longest video, and the one without `timeout`, seconds. */
const MAX_SECONDS = 300;
const DEFAULT_SECONDS = 30;

/** Makes the object that commands a `<camera>`. */
export function createCameraContextObject(element: ElementHandle, context: CallContext): CameraContext {
  const recording = new CameraRecording(element, context);
  const takePhoto: AsyncApi<TakePhotoOptions, { tempImagePath: string }, "quality" | "selfieMirror"> = {
    name: "takePhoto",
    reference: "media/camera",
    params: {
      quality: { type: "string", default: "normal", values: ["high", "normal", "low", "original"] },
      selfieMirror: { type: "boolean", default: true },
    },
    result: { tempImagePath: true },
    async run(options) {
      const answer = await invokeCamera(element, "takePhoto", options);
      return await takeFiles(answer, ["tempImagePath"], context);
    },
  };
  const startRecord: AsyncApi<CameraRecordOptions, void, "timeout" | "selfieMirror"> = {
    name: "startRecord",
    reference: "media/camera",
    params: {
      timeout: { type: "number", default: DEFAULT_SECONDS },
      timeoutCallback: { type: "function" },
      selfieMirror: { type: "boolean", default: true },
    },
    result: {},
    run: ({ timeout, timeoutCallback, selfieMirror }) =>
      recording.start({ selfieMirror }, Math.min(timeout, MAX_SECONDS), timeoutCallback),
  };
  const stopRecord: AsyncApi<{ compressed?: boolean }, CameraVideo, "compressed"> = {
    name: "stopRecord",
    reference: "media/camera",
    params: { compressed: { type: "boolean", default: false } },
    result: { tempThumbPath: true, tempVideoPath: true },
    run: () => recording.stop(),
  };
  const setZoom: AsyncApi<{ zoom: number }, { zoom: number }> = {
    name: "setZoom",
    reference: "media/camera",
    params: { zoom: { type: "number", required: true } },
    result: { zoom: true },
    async run({ zoom }) {
      const set: unknown = await invokeCamera(element, "setZoom", zoom);
      if (typeof set !== "number") throw new WxError("the camera did not tell its zoom");
      return { zoom: set };
    },
  };
  const call =
    (api: AnyAsyncApi) =>
    (options?: unknown): unknown =>
      callAsync(api, options, context);
  const refuse = (name: string): ((options?: object) => void) => {
    const api: AnyAsyncApi = {
      name,
      reference: "media/camera",
      params: {},
      result: {},
      run: () => Promise.reject(notSupported()),
    };
    return (options) => void callAsync(api, options ?? { complete() {} }, context);
  };
  return {
    takePhoto: call(takePhoto),
    startRecord: call(startRecord),
    stopRecord: call(stopRecord),
    setZoom: call(setZoom),
    onCameraFrame: () => ({ start: refuse("start"), stop: refuse("stop") }),
  };
}
