import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright";
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

/** A script that a page's own thread has read; Workers and worklets have theirs. */
interface ReadScript {
  url: string;
  scriptLanguage?: string;
}

/** Lists what the thread of a page, with its frames, has read so far and reads from now on. */
async function watchScripts(page: Page): Promise<readonly ReadScript[]> {
  const scripts: ReadScript[] = [];
  const protocol = await page.context().newCDPSession(page);
  protocol.on("Debugger.scriptParsed", (script) => scripts.push(script));
  await protocol.send("Debugger.enable");
  return scripts;
}

/** The files that encode a recording which runs, in its Worker. */
async function findEncoder(page: Page): Promise<string[]> {
  const worker = page.workers().find((candidate) => candidate.url().endsWith("/recording.js"));
  if (worker === undefined) throw new Error("Nothing encodes the recording");
  const loaded = await worker.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  return [worker.url(), ...loaded];
}

describe("an app under the policies of its server", () => {
  it.each([
    { format: "mp3", library: /mp3-encoder/ },
    { format: "aac", library: /aac-encoder/ },
    { format: "wav", library: /recording\.js$/ },
    { format: "PCM", library: /recording\.js$/ },
  ])("records $format, and encodes nothing in the page's own thread", async ({ format, library }) => {
    const scripts = await watchScripts(app.page);
    const shared = scripts.map(({ url }) => url);
    const manager = wx.getRecorderManager();
    const [started, stopped] = [first(manager, "onStart"), first<RecorderStopResult>(manager, "onStop")];
    manager.start({ ...OPTIONS, format });
    await allow();
    await started;
    const encoder = (await findEncoder(app.page)).filter((url) => !shared.includes(url));
    manager.stop();
    const { tempFilePath, fileSize } = await stopped;
    expect(tempFilePath).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
    expect(await wx.getFileInfo({ filePath: tempFilePath })).toMatchObject({ size: fileSize });

    expect(encoder).toContainEqual(expect.stringMatching(library));
    expect(scripts).toContainEqual(expect.objectContaining({ url: expect.stringMatching(/recorder-[^/]*\.js$/) }));
    const own = scripts.filter(({ url, scriptLanguage }) => encoder.includes(url) || scriptLanguage === "WebAssembly");
    expect(own).toEqual([]);
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
