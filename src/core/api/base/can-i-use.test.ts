import { describe, expect, it } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";
import { createWx } from "../create-wx.ts";

describe("canIUse", () => {
  const { wx } = createMemoryDevice();

  it.each([
    "uploadFile",
    "canIUse",
    "env",
    "onThemeChange",
    "offThemeChange",
    "request.object.method.GET",
    "request.object.success",
    "request.success.data",
    "request.success.errMsg",
    "request.return.abort",
    "uploadFile.return.onProgressUpdate",
    "showToast.object.image",
    "showToast.object.icon.error",
    "getSystemInfo.success.screenWidth",
    "getSystemInfoSync.return.safeArea.left",
    "onWindowResize.callback.size.windowWidth",
    "UploadTask.offProgressUpdate",
    "uploadTask.abort",
    "RequestTask.onHeadersReceived",
    "RequestTask.onChunkReceived",
    "request.object.enableChunked",
    "request.object.redirect.manual",
    "request.return.onChunkReceived",
    "downloadFile",
    "downloadFile.success.tempFilePath",
    "DownloadTask.abort",
    "connectSocket.object.protocols",
    "connectSocket.success.errMsg",
    "connectSocket.return.send",
    "connectSocket.return.onClose.code",
    "SocketTask.onMessage",
    "socketTask.readyState",
    "FileSystemManager.readFileSync",
    "InnerAudioContext.play",
    "innerAudioContext.offTimeUpdate",
    "InnerAudioContext.playbackRate",
    "createInnerAudioContext.return.onError.errCode",
    "RecorderManager.onStart",
    "RecorderManager.onFrameRecorded",
    "getRecorderManager.return.onStop.tempFilePath",
    "BackgroundAudioManager.onNext",
    "BackgroundAudioManager.coverImgUrl",
    "onSocketMessage.callback.data",
    "closeSocket.object.code",
    "console.log",
    "view",
    "text.selectable",
    "text.user-select",
    "button.type.primary",
    "image.mode.top left",
  ])("says yes to %s", (schema) => {
    expect(wx.canIUse(schema)).toBe(true);
  });

  it.each([
    "",
    "nothing",
    "toString",
    "UploadFile",
    "request.object.method.PATCH",
    "request.object.redirect.error",
    "request.object.toString",
    "request.object",
    "request.nothing.data",
    "getSystemInfoSync.return.safeArea.middle",
    "getSystemInfo.return.screenWidth",
    "onWindowResize.success.size",
    "showToast.object.image.a.png",
    "UploadTask.onChunkReceived",
    "UploadTask.abort.more",
    "DownloadTask.onChunkReceived",
    "connectSocket.object.forceCellularNetwork",
    "connectSocket.return.abort",
    "SocketTask.offMessage",
    "SocketTask.toString",
    "InnerAudioContext",
    "InnerAudioContext.toString",
    "InnerAudioContext.onError.errCode",
    "RecorderManager.offStart",
    "BackgroundAudioManager.offPlay",
    "BackgroundAudioManager.destroy",
    "VideoContext.play",
    "AudioContext.play",
    "CameraContext.takePhoto",
    "offSocketMessage",
    "onSocketMessage.callback.header",
    "console.table",
    "button.open-type.contact",
    "text.nothing",
    "live-player",
    "navigateTo",
    7,
    undefined,
  ])("says no to %s", (schema) => {
    expect(wx.canIUse(schema)).toBe(false);
  });

  it("says no to redirects that the host does not show", () => {
    const { ports, app } = createMemoryDevice();
    const browser = createWx({ ports: { ...ports, http: { ...ports.http, showsRedirects: false } }, app });
    expect(browser.canIUse("request.object.redirect.manual")).toBe(false);
    expect(browser.canIUse("request.object.redirect.follow")).toBe(true);
    expect(browser.canIUse("request.object.redirect")).toBe(true);
  });

  it("says yes to contexts of components where there is a view", () => {
    const element = { isPresent: () => false, setAttribute: () => {}, invoke: () => Promise.resolve() };
    const { ports, app } = createMemoryDevice();
    const viewed = createWx({
      ports,
      app,
      elements: { byId: () => element, first: () => element, permissionRefused() {} },
    });
    for (const schema of ["VideoContext.sendDanmu", "AudioContext.setSrc", "CameraContext.takePhoto"]) {
      expect([schema, viewed.canIUse(schema)]).toEqual([schema, true]);
    }
    expect(viewed.canIUse("CameraContext.onCameraFrame")).toBe(false);
    expect(viewed.canIUse("VideoContext.startCasting")).toBe(false);
  });

  it("says yes to routing where an app runs", () => {
    const done = (): Promise<void> => Promise.resolve();
    const router = {
      navigateTo: () => Promise.resolve({ eventChannel: {} }),
      redirectTo: done,
      navigateBack: done,
      switchTab: done,
      reLaunch: done,
      cover: () => () => {},
      setNavigationBarTitle: done,
      setNavigationBarColor: done,
    };
    expect(createMemoryDevice({}, router).wx.canIUse("navigateTo.object.url")).toBe(true);
  });
});
