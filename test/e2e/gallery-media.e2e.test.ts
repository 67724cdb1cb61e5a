import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, Download, FrameLocator, Locator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { startDev, type DevSession } from "../support/dev-session.ts";
import { copyGallery } from "../support/gallery.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { secondsSince } from "../support/seconds-since.ts";

const serverUrl = inject("serverUrl");

let browser: Browser;
let session: DevSession;
let gallery: Awaited<ReturnType<typeof copyGallery>>;

beforeAll(async () => {
  gallery = await copyGallery(serverUrl);
  [session, browser] = await Promise.all([startDev(gallery.dir), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
  await gallery.remove();
});

interface Opened {
  page: Page;
  app: FrameLocator;
}

/** Opens a page of the gallery from its list, in the simulator. */
async function open(title: string): Promise<Opened> {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(session.url);
  const app = page.frameLocator("iframe");
  await openExample(app, title);
  return { page, app };
}

async function openExample(app: FrameLocator, title: string): Promise<void> {
  await app.locator(".example", { hasText: title }).click();
  await app.locator(".minihost-bar-title", { hasText: title }).waitFor();
}

/** Loads the app anew, and opens a page of it again. */
async function reload({ page, app }: Opened, title: string): Promise<void> {
  await page.reload();
  await openExample(app, title);
}

/** Leaves the page with this title. */
async function goBack(app: FrameLocator, title: string): Promise<void> {
  await app.locator(".minihost-bar-back:visible").click();
  await app.locator(".minihost-bar-title", { hasText: title }).waitFor({ state: "detached" });
}

/** Resolves when the text of an element is so. */
async function shows(element: Locator, text: string | RegExp): Promise<void> {
  await expect.poll(() => element.textContent(), { interval: 20 }).toMatch(text);
}

describe("the picture page", () => {
  let photo: Buffer;
  let large: Buffer;
  beforeAll(async () => {
    photo = Buffer.from(await (await fetch(`${serverUrl}/1.jpg`)).arrayBuffer());
    large = Buffer.concat([photo, randomBytes(300_000)]);
  });

  /** Chooses two pictures in their original size: a photo, and a larger file of the same. */
  async function choose({ page, app }: Opened): Promise<void> {
    await app.locator(".choose-first").click();
    const chooser = page.waitForEvent("filechooser");
    await app.getByText("Choose from Album").click();
    const files = [photo, large].map((buffer, index) => ({ name: `${index}.jpg`, mimeType: "image/jpeg", buffer }));
    await (await chooser).setFiles(files);
    await app.getByText("Original").click();
    await app.getByText("Done").click();
    await app.getByText("640 × 480").waitFor();
  }

  it("tells what a picture is, and opens the preview at the one that is selected", async () => {
    const opened = await open("Preview and compress");
    const { app } = opened;
    await choose(opened);
    const facts = app.locator(".facts");
    await shows(facts, `${photo.length} B`);
    await shows(facts, /jpeg.*up/s);
    await app.locator(".tile").nth(1).click();
    await shows(facts, `${large.length} B`);

    await app.locator(".preview").click();
    await shows(app.locator(".preview-index"), "2 / 2");
    const shown = app.locator(".pswp__item[aria-hidden=false] img");
    await shown.waitFor();
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
    await app.locator(".pswp__item[aria-hidden=false]").click();
    await app.locator(".preview-root").waitFor({ state: "detached" });
  });

  it("compresses to a smaller copy of half the width, and selects it", async () => {
    const opened = await open("Preview and compress");
    const { app } = opened;
    await choose(opened);
    await app.locator(".compress").click();
    await app.locator(".tile.selected").nth(0).waitFor();
    await app.getByText("320 × 240").waitFor();
    expect(await app.locator(".tile").count()).toBe(3);
    const size = Number(/(\d+) B/.exec((await app.locator(".facts").textContent()) ?? "")?.[1]);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThan(photo.length);
  });

  it("crops a copy to a square with the wheel, and edits that with the mouse", async () => {
    const opened = await open("Preview and compress");
    const { app, page } = opened;
    await choose(opened);
    await app.locator(".crop").click();
    await app.locator(".image-editor-frame").waitFor();
    await app.locator(".image-editor-stage").hover();
    // As close as it gets.
    await page.mouse.wheel(0, -5000);
    await app.getByText("Done").click();
    await app.getByText("48 × 48").waitFor();
    expect(await app.locator(".tile").count()).toBe(3);

    await app.locator(".edit").click();
    const tool = (name: string): Locator => app.locator(".image-editor-tool", { hasText: name });
    await tool("Rotate").click();
    await tool("Draw").click();
    await app.getByLabel("Yellow").click();
    const box = await app.locator(".image-editor-drawing").boundingBox();
    const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width * 0.2, y + height * 0.2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + height * 0.4, { steps: 5 });
    await page.mouse.up();
    await tool("Crop").click();
    // Turned once, the picture's lower right corner is the lower left one here.
    await page.mouse.move(x, y + height);
    await page.mouse.down();
    await page.mouse.move(x + width / 4, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await app.getByText("Done").click();
    await app.getByText("36 × 24").waitFor();
    expect(await app.locator(".tile").count()).toBe(4);
  });

  it("saves the very bytes to the album once that is allowed, which a refusal can be turned into", async () => {
    const opened = await open("Preview and compress");
    const { app, page } = opened;
    await choose(opened);
    await app.locator(".tile").nth(1).click();
    await app.locator(".save").click();
    await app.getByText("Reject").click();
    await app.locator(".error", { hasText: "saveImageToPhotosAlbum:fail auth deny" }).waitFor();
    // Nobody is asked a second time.
    await app.locator(".save").click();
    await app.locator(".error", { hasText: "saveImageToPhotosAlbum:fail auth deny" }).waitFor();

    await app.locator(".settings").click();
    await app.locator(".weui-switch").click();
    await app.getByLabel("Back", { exact: true }).click();
    await app.locator(".error").waitFor({ state: "detached" });
    const [download] = await Promise.all([page.waitForEvent("download"), app.locator(".save").click()]);
    await app.getByText("Saved", { exact: true }).waitFor();
    expect(await bytesOf(download)).toEqual(large);
  });

  async function bytesOf(download: Download): Promise<Buffer> {
    expect(download.suggestedFilename()).toMatch(/\.jpg$/);
    return readFile(await download.path());
  }
});

describe("the recorder page", () => {
  const allow = (app: FrameLocator): Promise<void> => app.getByText("Allow", { exact: true }).click();
  const heights = (app: FrameLocator): Promise<number[]> =>
    app.locator(".bar").evaluateAll((bars) => bars.map((bar) => bar.clientHeight));
  /** What the list says of a memo: whole seconds, and its format. */
  async function describeMemo(memo: Locator): Promise<{ seconds: number; format: string }> {
    const [, minutes, seconds, format = ""] = /(\d+):(\d\d)(\w+),/.exec((await memo.textContent()) ?? "") ?? [];
    return { seconds: Number(minutes) * 60 + Number(seconds), format };
  }

  it("shows how loud it is, and keeps a memo that plays, is paused, goes on, stays, and is removed", async () => {
    const opened = await open("Voice memos");
    const { app } = opened;
    await app.locator(".record").click();
    await allow(app);
    const startMs = performance.now();
    await app.locator(".bar").nth(8).waitFor();
    expect(Math.max(...(await heights(app)))).toBeGreaterThan(20);
    await app.locator(".pause").click();
    await app.locator(".resume").waitFor();
    const count = await app.locator(".bar").count();
    await app.locator(".resume").click();
    await app.locator(".bar").nth(count).waitFor();
    await shows(app.locator(".clock"), /0:0[2-9]/);
    await app.locator(".stop").click();
    const memo = app.locator(".memo");
    await memo.waitFor();
    const described = await describeMemo(memo);
    expect(described).toEqual({ seconds: expect.any(Number), format: "wav" });
    expect(described.seconds).toBeGreaterThanOrEqual(2);
    expect(described.seconds).toBeLessThan(secondsSince(startMs));

    await reload(opened, "Voice memos");
    await memo.waitFor();
    expect(await describeMemo(memo)).toEqual(described);
    const value = memo.locator(".wx-progress-value");
    const percent = (): Promise<number> => value.evaluate((bar: HTMLElement) => Number.parseFloat(bar.style.width));
    await memo.locator(".play").click();
    await value.waitFor();
    await expect.poll(percent, { interval: 20 }).toBeGreaterThan(20);
    await memo.locator(".plays").click();
    await memo.locator(".play:not(.plays)").waitFor();
    const pausedAt = await percent();
    await memo.locator(".play").click();
    await expect.poll(percent, { interval: 20 }).not.toBe(pausedAt);
    expect(await percent()).toBeGreaterThan(pausedAt);
    // Its end.
    await value.waitFor({ state: "detached" });
    expect(await describeMemo(memo)).toEqual(described);

    await memo.locator(".remove").click();
    await app.getByText("No memo yet").waitFor();
    await reload(opened, "Voice memos");
    await app.getByText("No memo yet").waitFor();
    expect(await app.locator(".error").count()).toBe(0);
  });

  it("keeps memos of each compressed format with their durations, and plays them", async () => {
    const opened = await open("Voice memos");
    const { app } = opened;
    const lengths: number[] = [];
    for (const [index, format] of ["MP3", "AAC"].entries()) {
      await app.getByText(format, { exact: true }).click();
      const startMs = performance.now();
      await app.locator(".record").click();
      if (index === 0) await allow(app);
      await shows(app.locator(".clock"), /0:0[1-9]/);
      await app.locator(".stop").click();
      await app.locator(".memo").nth(index).waitFor();
      lengths.push(secondsSince(startMs));
    }
    await reload(opened, "Voice memos");
    await app.locator(".memo").nth(1).waitFor();
    for (const [index, format] of ["aac", "mp3"].entries()) {
      const memo = app.locator(".memo").nth(index);
      const { seconds, format: described } = await describeMemo(memo);
      expect(described).toBe(format);
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThan(lengths.at(-1 - index) ?? 0);
      await memo.locator(".play").click();
      await memo.locator(".wx-progress-value").waitFor();
      await memo.locator(".wx-progress-value").waitFor({ state: "detached" });
    }
    expect(await app.locator(".error").count()).toBe(0);
  });

  it("makes a memo of what is recorded when the page is left", async () => {
    const { app } = await open("Voice memos");
    await app.locator(".record").click();
    await allow(app);
    await shows(app.locator(".clock"), /0:0[1-9]/);
    await goBack(app, "Voice memos");
    await openExample(app, "Voice memos");
    await shows(app.locator(".memo"), /0:0[1-9].*wav/s);
    expect(await app.locator(".memo").count()).toBe(1);
  });

  it("says that the microphone was refused, and records when the settings allow it", async () => {
    const { app } = await open("Voice memos");
    await app.locator(".record").click();
    await app.getByText("Reject").click();
    await app.locator(".error", { hasText: "operateRecorder:fail auth deny" }).waitFor();
    await app.locator(".settings").click();
    await app.locator(".weui-switch").click();
    await app.getByLabel("Back", { exact: true }).click();
    await app.locator(".record").click();
    await app.locator(".bar").first().waitFor();
  });
});

interface WithKeys {
  mediaKeys: Partial<Record<MediaSessionAction, () => void>>;
}

/** Keeps what the system's media keys do, so that a test can press them: no headless browser has any. Runs in the page. */
function keepKeys(): void {
  const mediaKeys: Record<string, MediaSessionActionHandler | null> = {};
  const { mediaSession } = navigator;
  const set = mediaSession.setActionHandler.bind(mediaSession);
  mediaSession.setActionHandler = (action, handler) => {
    set(action, handler);
    mediaKeys[action] = handler;
  };
  Object.assign(window, { mediaKeys });
}

describe("the player page", () => {
  async function play(): Promise<Opened> {
    const opened = await open("Background music");
    await opened.app.locator(".toggle").evaluate(keepKeys);
    await opened.app.locator(".toggle").click();
    await shows(opened.app.locator(".duration"), "1:00");
    return opened;
  }
  const position = (app: FrameLocator): Locator => app.locator(".position");

  it("goes on at ten seconds when it was paused there", async () => {
    const { app } = await play();
    await app.locator(".toggle").click();
    await app.locator(".play-shape").waitFor();
    await app.locator(".back").click();
    await shows(position(app), "0:00");
    await app.locator(".forward").click();
    await shows(position(app), "0:10");
    await app.locator(".toggle").click();
    await app.locator(".pause-shape").waitFor();
    expect(await position(app).textContent()).toMatch(/0:1\d/);
    await shows(position(app), /0:1[1-9]/);
  });

  it("goes on while another page is there, and is shown where it is when one comes back", async () => {
    const { app } = await play();
    await app.locator(".forward").click();
    await app.locator(".forward").click();
    await shows(position(app), /0:2\d/);
    await goBack(app, "Background music");
    await openExample(app, "Chat");
    await goBack(app, "Chat");
    await openExample(app, "Background music");
    await app.locator(".pause-shape").waitFor();
    await shows(position(app), /0:[2-5]\d/);
    const shown = await position(app).textContent();
    await expect.poll(() => position(app).textContent()).not.toBe(shown);

    await app.locator(".stop").click();
    await shows(app.locator(".state"), "Nothing plays");
    await shows(position(app), "0:00");
  });

  it("obeys the keys of the system and the note in the status bar", async () => {
    const { app, page } = await play();
    await page.getByRole("button", { name: "Pause the music: Broken chords" }).click();
    await app.locator(".play-shape").waitFor();
    await page.getByRole("button", { name: "Play the music: Broken chords" }).click();
    await app.locator(".pause-shape").waitFor();
    await app.locator(".toggle").evaluate(() => (window as unknown as WithKeys).mediaKeys.nexttrack?.());
    await app.locator(".title", { hasText: "Three seconds" }).waitFor();
    await page.getByRole("button", { name: "Pause the music: Three seconds" }).waitFor();
    await page.getByRole("button", { name: "Stop the music" }).click();
    await shows(app.locator(".state"), "Nothing plays");
  });
});
