import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright";
import { expect, inject, it, onTestFinished } from "vitest";
import { startDev } from "../support/dev-session.ts";
import { copyGallery } from "../support/gallery.ts";
import { launchKeptBrowser, openAppPage, type KeptBrowser } from "../support/kept-browser.ts";

const serverUrl = inject("serverUrl");

interface Stage {
  browser: KeptBrowser;
  /** Opens a page of the gallery without the simulator. */
  open(name: string): Promise<Page>;
}

/** Starts the gallery, and a browser that nobody has used. `settings` is the text of its `minihost.config.ts`. */
async function setUp(settings?: string): Promise<Stage> {
  const gallery = await copyGallery(serverUrl);
  onTestFinished(gallery.remove);
  if (settings !== undefined) await writeFile(join(gallery.dir, "minihost.config.ts"), settings);
  const session = await startDev(gallery.dir);
  onTestFinished(session.close);
  const browser = await launchKeptBrowser();
  onTestFinished(browser.close);
  return { browser, open: (name) => openAppPage(browser.context, session.url, `pages/${name}/${name}`) };
}

async function fetchBytes(path: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(serverUrl + path)).arrayBuffer());
}

/** A picture that decoders accept, followed by bytes that make it large. */
async function largePicture(): Promise<Buffer> {
  return Buffer.concat([await fetchBytes("/1.jpg"), randomBytes(300_000)]);
}

/** Chooses a picture from the album, in its original size. */
async function choose(page: Page, bytes: Buffer): Promise<void> {
  await page.locator(".choose").click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByText("Choose from Album").click();
  await (await chooser).setFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: bytes });
  await page.getByText("Original").click();
  await page.getByText("Done").click();
  await page.locator(".preview img").waitFor();
}

async function download(page: Page): Promise<void> {
  await page.locator(".download").click();
  await page.locator(".preview img").waitFor();
}

/** Saves what is there, and resolves with its path. */
async function save(page: Page): Promise<string> {
  await page.locator(".save:visible").click();
  return pathIn(await page.locator(".saved .file").innerText());
}

/** What the list of saved files says: the sizes by path. */
async function readList(page: Page): Promise<Record<string, string | undefined>> {
  await page.locator(".file").first().waitFor();
  const files = await page.locator(".file").allInnerTexts();
  return Object.fromEntries(files.map((file) => [pathIn(file), /[\d.]+ [KM]?B(?=,)/.exec(file)?.[0]]));
}

function pathIn(shown: string): string {
  return /wxfile:\S+/.exec(shown)?.[0] ?? "";
}

/** Goes from the list to the file with this path and expects it to have these bytes. */
async function inspect(page: Page, path: string, bytes: Buffer): Promise<void> {
  await page.locator(".file", { hasText: path }).click();
  const details = page.locator(".details:visible");
  await details.getByText(path).waitFor();
  await details.getByText(createHash("md5").update(bytes).digest("hex")).waitFor();
  await details.getByText(createHash("sha1").update(bytes).digest("hex")).waitFor();
  expect(await page.locator(".size:visible").textContent()).toBe(`${bytes.length} B`);
}

async function goBack(page: Page): Promise<void> {
  await page.locator(".minihost-bar-back:visible").click();
  await page.locator(".size").waitFor({ state: "detached" });
}

const kilobytes = (bytes: Buffer): string => `${(bytes.length / 1024).toFixed(1)} KB`;

it("keeps a downloaded and a chosen file over a reload and a restart, byte for byte, until one is removed", async () => {
  const { browser, open } = await setUp();
  const [sent, chosen] = [await fetchBytes("/1.jpg"), await largePicture()];
  const saving = await open("save");
  await download(saving);
  const first = await save(saving);
  await choose(saving, chosen);
  const second = await save(saving);
  await saving.close();

  const expected = { [first]: kilobytes(sent), [second]: kilobytes(chosen) };
  const page = await open("files");
  expect(await readList(page)).toEqual(expected);
  await page.reload();
  expect(await readList(page)).toEqual(expected);
  await browser.restart();
  const restarted = await open("files");
  expect(await readList(restarted)).toEqual(expected);
  await inspect(restarted, first, sent);
  await restarted.locator(".picture:visible img").waitFor();
  await goBack(restarted);
  await inspect(restarted, second, chosen);

  await restarted.locator(".remove").click();
  await restarted.getByText("No", { exact: true }).click();
  await restarted.locator(".remove").click();
  await restarted.getByText("Yes", { exact: true }).click();
  await restarted.locator(".size").waitFor({ state: "detached" });
  const left = { [first]: kilobytes(sent) };
  await restarted.locator(".file", { hasText: second }).waitFor({ state: "detached" });
  expect(await readList(restarted)).toEqual(left);
  await restarted.reload();
  expect(await readList(restarted)).toEqual(left);
});

it("opens a document that was saved, and uploads it again as it was", async () => {
  const { open } = await setUp();
  const sent = await fetchBytes("/report.docx");
  const saving = await open("document");
  await saving.getByText("Word").click();
  const path = await save(saving);
  expect(path).toMatch(/\.docx$/);
  await saving.close();

  const page = await open("files");
  await inspect(page, path, sent);
  await page.locator(".open").click();
  await page.frameLocator("iframe").getByText("上传量增长了三分之一。").waitFor();
  await page.getByLabel("Back", { exact: true }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator(".upload").click();
  await page.locator(".uploaded").getByText(createHash("sha256").update(sent).digest("hex")).waitFor();
});

it("tells that the files would be too large together, and leaves those that are there", async () => {
  const sent = await fetchBytes("/1.jpg");
  const { open } = await setUp(`export default { limits: { storedBytes: ${sent.length + 1000} } };\n`);
  const page = await open("save");
  await download(page);
  const path = await save(page);
  await download(page);
  await page.locator(".save").click();
  const error = "saveFile:fail the maximum size of the file storage limit is exceeded";
  await page.locator(".error", { hasText: error }).waitFor();
  await page.close();
  expect(await readList(await open("files"))).toEqual({ [path]: kilobytes(sent) });
});

it("says that no file is saved, and leads to where one can be", async () => {
  const { open } = await setUp();
  const page = await open("files");
  await page.locator(".none .save").click();
  await download(page);
  const path = await save(page);
  await page.locator(".minihost-bar-back:visible").click();
  await page.locator(".preview").waitFor({ state: "detached" });
  expect(Object.keys(await readList(page))).toEqual([path]);
});

it("takes back what it says of a saved file that was removed", async () => {
  const { open } = await setUp();
  const page = await open("save");
  await download(page);
  await save(page);
  await page.locator(".saved .file").click();
  await page.locator(".remove").click();
  await page.getByText("Yes", { exact: true }).click();
  await page.locator(".saved .file").waitFor({ state: "detached" });
});
