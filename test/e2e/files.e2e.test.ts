import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Download, Page } from "playwright";
import { describe, expect, it, onTestFinished } from "vitest";
import { startDev } from "../support/dev-session.ts";
import { launchKeptBrowser, openAppPage, type KeptBrowser } from "../support/kept-browser.ts";

const project = fileURLToPath(new URL("../fixtures/apps/files", import.meta.url));

/** The name of a file that is much larger than the others. */
const LARGE = "very large";
const LARGE_BYTES = 64 * 1024 * 1024;

/** What the app wrote, by the functions that the app itself has. */
interface Model {
  files: Record<string, string>;
  values: Record<string, unknown>;
}
const { step, change } = (await import(`${project}/steps.js`)) as {
  step(number: number): object;
  change(step: object, model: Model): void;
};

/** What the app says that it has. */
interface State {
  files: Record<string, Digest>;
  saved: Digest[];
  values: Record<string, unknown>;
}
interface Digest {
  size: number;
  digest: string;
}

/** More than is kept in pieces; its name tells it from others. */
function contentOf(name: string): Buffer {
  return Buffer.alloc(name === LARGE ? LARGE_BYTES : 1_500_000, name);
}

function digestOf(content: Buffer | string): Digest {
  const bytes = Buffer.from(content);
  return { size: bytes.length, digest: createHash("sha256").update(bytes).digest("hex") };
}

interface Stage {
  url: string;
  backend: string;
  browser: KeptBrowser;
}

async function setUp(): Promise<Stage> {
  const server = createServer((request, response) => {
    const number = /^\/large\?step=(\d+)$/.exec(request.url ?? "")?.[1];
    const name = number === undefined ? decodeURIComponent((request.url ?? "").slice(1)) : `large ${number}`;
    response.writeHead(200, { "access-control-allow-origin": "*" });
    response.end(name === "empty" ? "" : contentOf(name));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const session = await startDev(project);
  onTestFinished(session.close);
  const browser = await launchKeptBrowser();
  onTestFinished(browser.close);
  return {
    url: session.url,
    backend: encodeURIComponent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    browser,
  };
}

async function readState(page: Page): Promise<State> {
  const shown = page.locator(".state", { hasText: "{" });
  return JSON.parse((await shown.textContent()) ?? "") as State;
}

it("keeps files and values when the page is loaded again and when the browser is started again", async () => {
  const { url, backend, browser } = await setUp();
  const names = ["one", "two", "empty"];
  const saving = await openAppPage(browser.context, url, `pages/state/state?backend=${backend}&save=${names.join()}`);
  const state = await readState(saving);
  expect(state.saved).toEqual(names.map((name) => digestOf(name === "empty" ? "" : contentOf(name))));
  expect(Object.keys(state.values)).toEqual(names);
  await saving.close();
  const page = await openAppPage(browser.context, url, "pages/state/state");
  expect(await readState(page)).toEqual(state);
  await page.reload();
  expect(await readState(page)).toEqual(state);
  await browser.restart();
  expect(await readState(await openAppPage(browser.context, url, "pages/state/state"))).toEqual(state);
});

/** How many bytes the handles of all pages have that the browser keeps in its own store. */
async function countStoredBytes({ context }: KeptBrowser): Promise<number> {
  const page = await context.newPage();
  await page.goto("chrome://blob-internals");
  const text = await page.locator("body").innerText();
  await page.close();
  const lengths = text.matchAll(/^Type: data\s+Length: ([\d,]+)$/gm);
  return [...lengths].reduce((sum, [, length = ""]) => sum + Number(length.replaceAll(",", "")), 0);
}

it("has a large download on disk, and not among the handles that Chromium takes until they are too many", async () => {
  const { url, backend, browser } = await setUp();
  const source = encodeURIComponent(`${decodeURIComponent(backend)}/${encodeURIComponent(LARGE)}`);
  const page = await openAppPage(browser.context, url, `pages/large/large?url=${source}`);
  const readDigest = async (area: string): Promise<Digest> => {
    const shown = await page.locator(".state", { hasText: area }).textContent();
    const { size, digest } = JSON.parse(shown ?? "") as Digest;
    return { size, digest };
  };
  const expected = digestOf(contentOf(LARGE));
  expect(await readDigest("wxfile://tmp/")).toEqual(expected);
  await page.evaluate(() => Object.assign(globalThis, { handle: new Blob([new Uint8Array(1_000_000)]) }));
  const storedBytes = await countStoredBytes(browser);
  expect(storedBytes).toBeGreaterThanOrEqual(1_000_000);
  expect(storedBytes).toBeLessThan(LARGE_BYTES / 2);
  await page.locator(".save").click();
  expect(await readDigest("wxfile://store/")).toEqual(expected);
});

it("leaves the files to the tab that was first, and tells the second why", async () => {
  const { url, backend, browser } = await setUp();
  const first = await openAppPage(browser.context, url, `pages/state/state?backend=${backend}&save=one`);
  const state = await readState(first);
  const second = await browser.context.newPage();
  const told = second.waitForEvent("console", (message) => message.text().includes("open in another tab"));
  await second.goto(`${new URL("/app/", url).href}#/pages/state/state`);
  await told;
  await first.close();
  await second.reload();
  expect(await readState(second)).toEqual(state);
});

it("undoes Brotli and reads ZIP files, and leaves WebAssembly to nobody", async () => {
  const { url, browser } = await setUp();
  const page = await openAppPage(browser.context, url, "pages/compressed/compressed");
  const words = page.locator(".words", { hasText: "hello" });
  const text = "hello hello hello hello";
  expect(await words.textContent()).toBe([text, text, text, "undefined"].join());
});

describe("bytes in memory", () => {
  async function openBuffer(): Promise<Page> {
    const { url, browser } = await setUp();
    const page = await openAppPage(browser.context, url, "pages/buffer/buffer");
    await page.locator(".picture img").waitFor();
    return page;
  }

  it("are a picture, also behind a view, until their URL is revoked", async () => {
    const page = await openBuffer();
    const source = await page.locator(".picture img").evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return { url: image.src, size: [image.naturalWidth, image.naturalHeight] };
    });
    expect(source).toEqual({ url: expect.stringMatching(/^blob:/), size: [3, 2] });
    const painted = (): Promise<string> =>
      page.locator(".painted").evaluate((view) => getComputedStyle(view).backgroundImage);
    await expect.poll(painted).toBe(`url("${source.url}")`);
    await page.locator(".revoke").click();
    await page.locator(".state", { hasText: "failed" }).waitFor();
    const isAlive = (url: string): Promise<boolean> => fetch(url).then(Boolean, () => false);
    expect(await page.evaluate(isAlive, source.url)).toBe(false);
  });

  it("and files of every other place are downloaded under their names by wx.saveFileToDisk", async () => {
    const page = await openBuffer();
    const downloads: Download[] = [];
    page.on("download", (download) => downloads.push(download));
    await page.locator(".save").click();
    const shown = await page.locator(".state", { hasText: "[" }).textContent();
    const names = (JSON.parse(shown ?? "") as string[]).map((path) => path.slice(path.lastIndexOf("/") + 1));
    await expect.poll(() => downloads.length).toBe(names.length);
    const told = downloads.map(async (download) => [
      download.suggestedFilename(),
      digestOf(await readFile(await download.path())),
    ]);
    const picture = /PICTURE = '(.*)'/.exec(await readFile(`${project}/pages/buffer/buffer.js`, "utf8"))?.[1] ?? "";
    const words = await readFile(`${project}/words.zip`);
    const contents = [Buffer.from(picture, "base64"), "user", "no extension", "saved", words];
    expect(await Promise.all(told)).toEqual(names.map((name, index) => [name, digestOf(contents[index] ?? "")]));
  });
});

describe("when the process of the page is killed", () => {
  const KILLS = 20;

  it(
    `is found in the state that some steps make, none of those missing that were done, ${KILLS} times`,
    { timeout: 300_000 },
    async () => {
      const { url, backend, browser } = await setUp();
      const model: Model = { files: {}, values: {} };
      let next = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const page = await browser.context.newPage();
        let done = next;
        const until = next + 1 + Math.floor(Math.random() * 40);
        const reached = new Promise<void>((resolve) => {
          page.on("console", (message) => {
            const number = /^done (\d+)$/.exec(message.text())?.[1];
            if (number === undefined) return;
            done = Number(number) + 1;
            if (done >= until) resolve();
          });
        });
        await page.goto(`${new URL("/app/", url).href}#/pages/write/write?from=${next}&backend=${backend}`);
        await reached;
        await browser.killPages(page);
        await page.close();
        if (next === 0) model.files["folder/inside"] = "inside";
        const shown = await openAppPage(browser.context, url, "pages/state/state");
        const state = await readState(shown);
        next = findStep(model, next, done, state);
        await shown.close();
      }
    },
  );
});

/** Does steps until the model is what the app has; it may have done more than it could tell, but no less. */
function findStep(model: Model, from: number, done: number, state: State): number {
  const digests = (): Record<string, Digest> =>
    Object.fromEntries(
      Object.entries(model.files).map(([name, text]) => [name, digestOf(name === "large" ? contentOf(text) : text)]),
    );
  let number = from;
  for (; number < done; number += 1) change(step(number), model);
  for (; number < done + 1000; number += 1) {
    if (JSON.stringify(sorted(model.values)) === JSON.stringify(sorted(state.values))) {
      if (JSON.stringify(sorted(digests())) === JSON.stringify(sorted(state.files))) return number;
    }
    change(step(number), model);
  }
  throw new Error(`No number of steps from ${done} on makes ${JSON.stringify(state)}`);
}

function sorted(record: Record<string, unknown>): [string, unknown][] {
  return Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
