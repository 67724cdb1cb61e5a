import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { RecorderManager, RecorderStopResult, Wx } from "../../src/core/api/index.ts";
import { browserArguments } from "../support/browser-arguments.ts";
import { openApp, startDev, type DevSession, type OpenApp } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { setVisible } from "../support/page-visibility.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const project = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const TASKS = { getRecorderManager: ["start", "stop", "onStart", "onPause", "onStop", "onError"] };
const OPTIONS = { sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 48_000 };

let session: DevSession;
let browser: Browser;
let app: OpenApp;
let wx: Wx;

beforeAll(async () => {
  [session, browser] = await Promise.all([startDev(project), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
});
beforeEach(async () => {
  app = await openApp(browser, session.url);
  wx = (await RemoteWx.connect(app)).proxy(TASKS) as unknown as Wx;
});
afterEach(() => app.close());

const allow = (): Promise<void> => app.frame.locator(".consent-buttons .weui-btn_primary").click();

/** Resolves with what comes first: the named event, or an error as the reason. */
function first<Value>(manager: RecorderManager, name: "onStart" | "onPause" | "onStop"): Promise<Value> {
  return new Promise((resolve, reject) => {
    manager[name]((value: object) => resolve(value as Value));
    manager.onError(({ errMsg }) => reject(new Error(errMsg)));
  });
}

describe("an app under the policies of its server", () => {
  it.each(["mp3", "aac", "wav", "PCM"])("records %s", async (format) => {
    const manager = wx.getRecorderManager();
    const [started, stopped] = [first(manager, "onStart"), first<RecorderStopResult>(manager, "onStop")];
    manager.start({ ...OPTIONS, format });
    await allow();
    await started;
    manager.stop();
    const { tempFilePath, fileSize } = await stopped;
    expect(tempFilePath).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
    expect(await wx.getFileInfo({ filePath: tempFilePath })).toMatchObject({ size: fileSize });
  });

  it("is paused when its page is hidden", async () => {
    const manager = wx.getRecorderManager();
    const [started, paused, stopped] = [
      first(manager, "onStart"),
      first(manager, "onPause"),
      first<RecorderStopResult>(manager, "onStop"),
    ];
    manager.start({ ...OPTIONS, format: "wav" });
    await allow();
    await started;
    await setVisible(app.frame, false);
    await paused;
    await setVisible(app.frame, true);
    manager.stop();
    expect((await stopped).tempFilePath).toMatch(/\.wav$/);
  });

  describe("in a browser that refuses the microphone", () => {
    const failure = (manager: RecorderManager): Promise<object> => new Promise((resolve) => manager.onError(resolve));

    it("tells so, whatever the person allowed the app", async () => {
      // Nobody sees its question: it is a refusal.
      const asking = await launchBrowser(browserArguments.filter((each) => each !== "--use-fake-ui-for-media-stream"));
      onTestFinished(() => asking.close());
      await app.close();
      app = await openApp(asking, session.url);
      wx = (await RemoteWx.connect(app)).proxy(TASKS) as unknown as Wx;
      const manager = wx.getRecorderManager();
      const failed = failure(manager);
      manager.start(OPTIONS);
      await allow();
      expect(await failed).toEqual({ errMsg: "operateRecorder:fail auth deny", errno: 103 });
      expect((await wx.getSetting()).authSetting).toEqual({ "scope.record": true });
    });

    it("ends when it does so while it records", async () => {
      const manager = wx.getRecorderManager();
      const started = first(manager, "onStart");
      const failed = failure(manager);
      manager.start(OPTIONS);
      await allow();
      await started;
      const protocol = await app.page.context().newCDPSession(app.page);
      const { targetInfo } = await protocol.send("Target.getTargetInfo");
      await protocol.send("Browser.setPermission", {
        permission: { name: "microphone" },
        setting: "denied",
        origin: new URL(session.url).origin,
        browserContextId: targetInfo.browserContextId,
      });
      expect(await failed).toEqual({ errMsg: "operateRecorder:fail the microphone was disconnected" });
    });
  });

  it("gives the microphone back when its page is closed while it records", async () => {
    const frame = app.frame;
    await frame.evaluate(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      const held: MediaStreamTrack[] = [];
      Object.assign(window.top ?? window, { heldTracks: held });
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        held.push(...stream.getTracks());
        return stream;
      };
    });
    const manager = wx.getRecorderManager();
    const started = first(manager, "onStart");
    manager.start(OPTIONS);
    await allow();
    await started;
    const states = (): Promise<string[]> =>
      app.page.evaluate(() =>
        (window as unknown as { heldTracks: MediaStreamTrack[] }).heldTracks.map(({ readyState }) => readyState),
      );
    expect(await states()).toEqual(["live"]);
    await frame.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide")));
    expect(await states()).toEqual(["ended"]);
  });
});
