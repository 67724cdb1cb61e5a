import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { uploadSound } from "../conformance/upload-sound.ts";
import { openApp, startDev, type DevSession, type OpenApp } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";

const project = fileURLToPath(new URL("../fixtures/apps/music", import.meta.url));

let session: DevSession;
let browser: Browser;
let app: OpenApp;
let song: string;

beforeAll(async () => {
  [session, browser, song] = await Promise.all([
    startDev(project),
    launchBrowser(),
    uploadSound(inject("serverUrl"), 30),
  ]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
});
afterEach(() => app.close());

/** Resolves when the element of a page has this text. */
const shows = (selector: string, text: string): Promise<void> =>
  app.frame.locator(selector).getByText(text, { exact: true }).waitFor();
const textOf = (selector: string): Promise<string> => app.frame.locator(selector).innerText();

it("goes on across pages, and is shown in the status bar, which controls it", async () => {
  app = await openApp(browser, session.url, `pages/home/home?song=${encodeURIComponent(song)}`);
  const note = app.page.locator(".status-bar .music");
  expect(await note.isVisible()).toBe(false);
  await app.frame.locator(".play").click();
  await note.waitFor();
  expect(await note.innerText()).toContain("A song");
  await shows(".events", "Play");
  await app.frame.locator(".open").click();
  await expect.poll(async () => Number(await textOf(".position"))).toBeGreaterThan(0.5);
  expect(await textOf(".paused")).toBe("false");
  const metadata = await app.frame.evaluate(() => {
    const { metadata: shown, playbackState } = navigator.mediaSession;
    return [shown?.title, shown?.artist, playbackState];
  });
  expect(metadata).toEqual(["A song", "A singer", "playing"]);
  await app.frame.locator(".back").click();
  await note.getByRole("button", { name: "Pause the music: A song" }).click();
  await shows(".events", "Play,Pause");
  await note.getByRole("button", { name: "Play the music: A song" }).click();
  await shows(".events", "Play,Pause,Play");
  await note.getByRole("button", { name: "Stop the music" }).click();
  await shows(".events", "Play,Pause,Play,Stop");
  await note.waitFor({ state: "hidden" });
});
