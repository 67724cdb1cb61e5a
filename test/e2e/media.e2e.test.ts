import { fileURLToPath } from "node:url";
import type { Browser, Frame, JSHandle, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openApp, startDev, type DevSession } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";

const project = fileURLToPath(new URL("../fixtures/apps/media", import.meta.url));

let browser: Browser;
let session: DevSession;

beforeAll(async () => {
  [session, browser] = await Promise.all([startDev(project), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
});

interface Opened {
  page: Page;
  frame: Frame;
  /** What the app wrote to its console. */
  warnings: string[];
}

async function open(entry = "pages/media/media"): Promise<Opened> {
  const { page, frame, close } = await openApp(browser, session.url, entry);
  onTestFinished(close);
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  return { page, frame, warnings };
}

/** Taps the buttons with these ids in order. */
async function tap(frame: Frame, ...ids: string[]): Promise<void> {
  for (const id of ids) await frame.locator(`#${id}`).click();
}

/** Waits until the app has written a line with this text. */
async function hear(frame: Frame, text: string): Promise<string> {
  const entry = frame.locator(".entry", { hasText: text }).first();
  await entry.waitFor();
  return (await entry.textContent()) ?? "";
}

/** Goes back, and waits until the page with this element is gone. */
async function goBack(frame: Frame, gone: string): Promise<void> {
  await frame.locator(".minihost-bar-back:visible").click();
  await frame.locator(gone).waitFor({ state: "detached" });
}

/** What plays in the first component that the selector finds. */
function mediaOf(frame: Frame, selector: string): Promise<JSHandle<HTMLMediaElement>> {
  return frame
    .locator(`${selector} > :is(audio, video)`)
    .first()
    .evaluateHandle((media) => media as HTMLMediaElement);
}

describe("the audio component", () => {
  it("plays a file of the app as its context says", async () => {
    const { frame } = await open();
    await tap(frame, "play-tone");
    await hear(frame, "tone play {}");
    await hear(frame, 'tone timeupdate {"currentTime":');
    await tap(frame, "pause-tone");
    await hear(frame, "tone pause {}");
    await tap(frame, "seek-tone");
    await hear(frame, 'tone timeupdate {"currentTime":12,"duration":20}');
  });

  it("plays the new source when it is told to in the same turn", async () => {
    const { frame } = await open();
    await tap(frame, "play-tone");
    await hear(frame, "tone play {}");
    await tap(frame, "change-tone");
    await hear(frame, '"duration":5}');
    const media = await mediaOf(frame, "#tone");
    expect(await media.evaluate(({ paused, duration }) => ({ paused, duration }))).toEqual({
      paused: false,
      duration: 5,
    });
  });
});

describe("the video component", () => {
  it("does what its context says", async () => {
    const { frame } = await open();
    await hear(frame, 'clip loadedmetadata {"width":64,"height":36,"duration":1}');
    await tap(frame, "play-clip");
    await hear(frame, "clip play {}");
    await tap(frame, "rate-clip", "stop-clip");
    await hear(frame, "clip pause {}");
    const media = await mediaOf(frame, "#clip");
    expect(await media.evaluate(({ paused, playbackRate }) => ({ paused, playbackRate }))).toEqual({
      paused: true,
      playbackRate: 2,
    });
    await tap(frame, "seek-clip");
    await hear(frame, 'clip seekcomplete {"position":0.5}');
  });

  it("enters full screen from a tap, and leaves it", async () => {
    const { frame } = await open();
    await hear(frame, "clip loadedmetadata");
    await tap(frame, "fill-clip");
    await hear(frame, 'clip fullscreenchange {"fullScreen":true,"direction":"horizontal"}');
    await frame.locator("#clip").first().locator(".wx-video-bar .wx-video-button").last().click();
    await hear(frame, 'clip fullscreenchange {"fullScreen":false,"direction":"horizontal"}');
  });

  it("is found in a component by the component's this, and nowhere with another tag", async () => {
    const { frame } = await open();
    await tap(frame, "play-none", "play-inner");
    await hear(frame, 'player told {"type":"play","detail":{}}');
    expect(await frame.locator(".entry", { hasText: "clip play" }).count()).toBe(0);
    expect(await frame.locator(".entry", { hasText: "tone play" }).count()).toBe(0);
  });

  it("warns of what it can't do, and fails where there is a callback", async () => {
    const { frame, warnings, page } = await open();
    const warned = page.waitForEvent("console", (message) => message.text().includes("startCasting"));
    await tap(frame, "odd-rate-clip", "cast-clip");
    await warned;
    await tap(frame, "picture-clip");
    await hear(frame, "exitPictureInPicture:fail the video is not in picture in picture");
    expect(warnings).toEqual(
      expect.arrayContaining([
        "VideoContext.startCasting:fail not supported",
        "VideoContext.playbackRate:fail 7 is no playback rate. Give one of 0.5, 0.8, 1, 1.25, 1.5, 2, 3, 4",
      ]),
    );
  });

  it("pauses while another page covers it", async () => {
    const { frame, page } = await open();
    await tap(frame, "play-clip");
    await hear(frame, "clip play {}");
    const media = await mediaOf(frame, "#clip");
    await tap(frame, "open");
    await frame.locator(".other").waitFor();
    await page.waitForFunction((video) => video.paused, media);
  });
});

describe("a page that is closed while it plays", () => {
  it("leaves nothing that runs, and no object URL", async () => {
    const { frame } = await open("pages/other/other");
    await tap(frame, "media", "play-tone", "play-clip");
    await hear(frame, "tone play {}");
    await hear(frame, "clip play {}");
    const tone = await mediaOf(frame, "#tone");
    const clip = await mediaOf(frame, "#clip");
    const url = await tone.evaluate(({ src }) => src);
    expect(url).toMatch(/^blob:/);
    await goBack(frame, "#tone");
    for (const media of [tone, clip]) {
      expect(await media.evaluate((one) => ({ isPaused: one.paused, hasSource: one.hasAttribute("src") }))).toEqual({
        isPaused: true,
        hasSource: false,
      });
    }
    expect(
      await frame.evaluate(
        (gone) =>
          fetch(gone).then(
            () => "there",
            () => "gone",
          ),
        url,
      ),
    ).toBe("gone");
  });
});

describe("the camera component", () => {
  /** Opens the page of the camera from another one, and answers the question for the permission. */
  async function openCamera(answer: "允许" | "拒绝" | "Allow" | "Reject"): Promise<Opened> {
    const opened = await open("pages/other/other");
    await tap(opened.frame, "camera");
    await opened.frame.getByRole("button", { name: answer }).click();
    return opened;
  }
  function streamOf(frame: Frame): Promise<JSHandle<MediaStream>> {
    return frame
      .locator("wx-camera > video")
      .evaluateHandle((video) => (video as HTMLVideoElement).srcObject as MediaStream);
  }
  function states(stream: JSHandle<MediaStream>): Promise<string[]> {
    return stream.evaluate((one) => one.getTracks().map(({ readyState }) => readyState));
  }

  it("asks for the permission, then takes photos that are files", async () => {
    const { frame } = await openCamera("Allow");
    await hear(frame, 'initdone {"maxZoom":1}');
    await tap(frame, "photo");
    expect(await hear(frame, "takePhoto:ok")).toMatch(/^takePhoto:ok wxfile:\/\/tmp\/\S+\.jpg \d{2,} \d{2,} jpeg$/);
    await tap(frame, "watch");
    await hear(frame, "start:fail not supported");
  });

  it("records videos, also by time", async () => {
    const { frame } = await openCamera("Allow");
    await hear(frame, "initdone");
    await tap(frame, "stop");
    await hear(frame, "stopRecord:fail not recording");
    await tap(frame, "record");
    // Videos have sound.
    await frame.getByRole("button", { name: "Allow" }).click();
    await hear(frame, "startRecord:ok");
    await tap(frame, "stop");
    expect(await hear(frame, "stopRecord:ok")).toMatch(
      /^stopRecord:ok wxfile:\/\/tmp\/\S+\.(mp4|webm) true wxfile:\/\/tmp\/\S+\.jpg$/,
    );
    await tap(frame, "record-shortly");
    await hear(frame, "time is up wxfile://tmp/");
  });

  it("says that it was refused", async () => {
    const { frame } = await openCamera("Reject");
    await hear(frame, 'error {"errMsg":"insertCamera:fail auth deny"}');
    await tap(frame, "photo");
    await hear(frame, "takePhoto:fail auth deny");
    await tap(frame, "remove", "photo");
    await hear(frame, "takePhoto:fail there is no camera on the page");
  });

  it("stops when the permission is taken back, and says so", async () => {
    const { frame } = await openCamera("Allow");
    await hear(frame, "initdone");
    const stream = await streamOf(frame);
    await tap(frame, "settings");
    await frame.locator(".settings label", { hasText: "Camera" }).click();
    await frame.locator(".settings-back").click();
    await hear(frame, 'error {"errMsg":"insertCamera:fail auth deny"}');
    await hear(frame, "openSetting:ok");
    const told = (await frame.locator(".entry").allTextContents()).filter((line) => line !== "openSetting:ok");
    expect(told).toEqual(['initdone {"maxZoom":1}', "stop {}", 'error {"errMsg":"insertCamera:fail auth deny"}']);
    expect(await states(stream)).toEqual(["ended"]);
    await tap(frame, "photo");
    await hear(frame, "takePhoto:fail auth deny");
  });

  it("gives the camera back when its page is closed while it records", async () => {
    const { frame } = await openCamera("Allow");
    await hear(frame, "initdone");
    const stream = await streamOf(frame);
    await tap(frame, "record");
    await frame.getByRole("button", { name: "Allow" }).click();
    await hear(frame, "startRecord:ok");
    expect(await states(stream)).toEqual(["live"]);
    await goBack(frame, "wx-camera");
    expect(await states(stream)).toEqual(["ended"]);
  });
});
