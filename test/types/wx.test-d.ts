/// <reference types="miniprogram-api-typings" />
import { describe, expectTypeOf, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";

type Typings = WechatMiniprogram.Wx;
/**
 * Their results differ: fields that only some phones know or only videos have, parts that are not built yet, the type `webp`, names of
 * microphones that are any text, a content of `null`, an event channel, listeners that the typings give nothing or an `errMsg`, subscriptions among
 * the settings.
 */
type Partly =
  | "chooseMedia"
  | "connectSocket"
  | "getAvailableAudioSources"
  | "getBackgroundAudioPlayerState"
  | "getImageInfo"
  | "getNetworkType"
  | "getRecorderManager"
  | "getSetting"
  | "openSetting"
  | "request"
  | "navigateTo"
  | "offNetworkStatusChange"
  | `${"on" | "off"}AudioInterruption${"Begin" | "End"}`
  | `onBackgroundAudio${"Pause" | "Play" | "Stop"}`
  | "showModal"
  | "getAppBaseInfo"
  | "getDeviceInfo"
  | "getWindowInfo"
  | `getSystemInfo${"" | "Async" | "Sync"}`;

/** The typings no longer declare them; apps still call them. */
type Former = "getFileInfo" | "getSavedFileInfo" | "getSavedFileList" | "removeSavedFile" | "saveFile";

declare const wx: Wx;

describe("wx", () => {
  it("can be handed to code that is written against the platform's typings", () => {
    const typed: Pick<Typings, Exclude<keyof Wx & keyof Typings, Partly>> = wx;
    expectTypeOf(typed).not.toBeAny();
    expectTypeOf<Exclude<keyof Wx, Former>>().toExtend<keyof Typings>();
  });

  it("has a file system whose synchronous methods return values", () => {
    const manager = wx.getFileSystemManager();
    expectTypeOf(manager).toExtend<Omit<WechatMiniprogram.FileSystemManager, "stat" | "statSync" | "readZipEntry">>();
    expectTypeOf(manager.readdirSync("")).toEqualTypeOf<string[]>();
    expectTypeOf(manager.openSync({ filePath: "", flag: "r+" })).toEqualTypeOf<string>();
    expectTypeOf(manager.readFile({ filePath: "" })).toEqualTypeOf<void>();
    expectTypeOf(manager).not.toHaveProperty("unzipSync");
  });

  it("returns a promise of the result, unless it is given a callback", () => {
    expectTypeOf(wx.chooseImage({ count: 1 })).resolves.toExtend<WechatMiniprogram.ChooseImageSuccessCallbackResult>();
    expectTypeOf(wx.hideToast()).resolves.toEqualTypeOf<{ errMsg: string }>();
    expectTypeOf(wx.showModal({})).resolves.toHaveProperty("content").toEqualTypeOf<string | null>();
    expectTypeOf(wx.showToast({ title: "", success() {} })).toEqualTypeOf<void>();
    expectTypeOf(wx.showToast({ title: "", complete: () => {} })).toEqualTypeOf<void>();
  });

  it("gives callbacks and listeners the type of what they get", () => {
    wx.uploadFile({
      url: "",
      filePath: "",
      name: "",
      success(result) {
        expectTypeOf(result.data).toEqualTypeOf<string>();
      },
      fail({ errMsg, errno }) {
        expectTypeOf(errMsg).toEqualTypeOf<string>();
        expectTypeOf(errno).toEqualTypeOf<number | undefined>();
      },
    }).onProgressUpdate(({ progress }) => {
      expectTypeOf(progress).toEqualTypeOf<number>();
    });
    const task = wx.connectSocket({ url: "", success: ({ errMsg }) => expectTypeOf(errMsg).toEqualTypeOf<string>() });
    expectTypeOf(task).toExtend<Omit<WechatMiniprogram.SocketTask, "onOpen">>();
    task.onMessage(({ data }) => {
      expectTypeOf(data).toEqualTypeOf<string | ArrayBuffer>();
    });
    wx.onSocketClose(({ code }) => {
      expectTypeOf(code).toEqualTypeOf<number>();
    });
    wx.getImageInfo({
      src: "",
      success(info) {
        expectTypeOf(info.width).toEqualTypeOf<number>();
      },
    });
  });

  it("wants what is required", () => {
    expectTypeOf<{ name: string }>().not.toExtend<Parameters<Wx["uploadFile"]>[0]>();
    expectTypeOf<Parameters<Wx["getImageInfo"]>["length"]>().toEqualTypeOf<1>();
    expectTypeOf<Parameters<Wx["hideToast"]>["length"]>().toEqualTypeOf<0 | 1>();
  });
});
