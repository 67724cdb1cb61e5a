import { createHash, randomBytes } from "node:crypto";
import type { Browser, FrameLocator, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished } from "vitest";
import { createServerLog } from "../conformance/server-log.ts";
import { startDev, type DevSession } from "../support/dev-session.ts";
import { copyGallery } from "../support/gallery.ts";
import { launchBrowser } from "../support/launch-browser.ts";

const serverUrl = inject("serverUrl");
const server = createServerLog(serverUrl);

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
beforeEach(() => server.reset());

interface Opened {
  page: Page;
  app: FrameLocator;
}

/** Opens a page of the gallery as a person would, in Chinese. */
async function open(title: string): Promise<Opened> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(session.url);
  const app = page.frameLocator("iframe");
  await app.getByText(title).click();
  await app.locator(".bar-title", { hasText: title }).waitFor();
  return { page, app };
}

/** Chooses a picture from the album, in its original size. */
async function choose({ page, app }: Opened, name: string, bytes: Buffer): Promise<void> {
  await app.locator(".choose").click();
  const chooser = page.waitForEvent("filechooser");
  await app.getByText("从手机相册选择").click();
  await (await chooser).setFiles({ name, mimeType: "image/png", buffer: bytes });
  await app.getByText("原图").click();
  await app.getByText("完成").click();
}

/** A picture that decoders accept, followed by bytes that make it large. */
async function picture(sizeBytes: number): Promise<Buffer> {
  const response = await fetch(`${serverUrl}/1.jpg`);
  const head = Buffer.from(await response.arrayBuffer());
  await server.reset();
  return Buffer.concat([head, randomBytes(Math.max(0, sizeBytes - head.length))]);
}

describe("the upload page", () => {
  it("uploads the chosen picture with progress, and the server has the same bytes", async () => {
    const opened = await open("上传图片");
    const bytes = await picture(300_000);
    await choose(opened, "照片.jpg", bytes);
    const { app, page } = opened;
    await app.getByText("640 × 480").waitFor();
    await app.locator(".upload").click();
    await app.getByText(createHash("sha256").update(bytes).digest("hex")).waitFor();
    await app.locator(".percent", { hasText: "100%" }).waitFor();

    const row = page.locator(".transfer");
    await row.locator(".transfer-status", { hasText: "200" }).waitFor();
    expect(await row.locator(".transfer-method").textContent()).toBe("POST");
    await row.click();
    await page.getByText("application/json; charset=utf-8").first().waitFor();
  });

  it("ends a slow upload that is cancelled in the middle, and the server has no file", async () => {
    const opened = await open("上传图片");
    await choose(opened, "a.jpg", await picture(5_000_000));
    const { app } = opened;
    await app.getByText("200 KB/s").click();
    await app.locator(".upload").click();
    await server.requests({ open: 1 });
    await app.locator(".percent").waitFor();
    await app.locator(".cancel").click();
    await app.getByText("uploadFile:fail abort").waitFor();
    const [request] = await server.requests({ broken: 1 });
    expect(request).toMatchObject({ method: "POST", state: "broken" });
    expect(request?.bytes).toBeLessThan(5_000_000);
    await app.locator(".upload").waitFor();
  });

  it("says that the choice was cancelled", async () => {
    const { app } = await open("上传图片");
    await app.locator(".choose").click();
    await app.getByText("取消").click();
    await app.getByText("chooseImage:fail cancel").waitFor();
  });

  it("compresses a picture that is not wanted in its original size", async () => {
    const opened = await open("上传图片");
    const { app, page } = opened;
    await app.locator(".choose").click();
    const chooser = page.waitForEvent("filechooser");
    await app.getByText("从手机相册选择").click();
    const bytes = await picture(2_000_000);
    await (await chooser).setFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: bytes });
    await app.getByText("完成").click();
    await app.getByText("640 × 480").waitFor();
    await app.locator(".upload").click();
    await app.getByText("SHA-256").waitFor();
    const [request] = await server.requests({ complete: 1 });
    expect(request?.bytes).toBeLessThan(500_000);
  });
});

it("shows the form fields as the server received them, nested ones as JSON text", async () => {
  const opened = await open("图片与表单字段");
  await choose(opened, "a.jpg", await picture(0));
  const { app } = opened;
  await app.locator(".name input").fill('猫 & "quotes"');
  await app.locator(".note textarea").fill("line one\nline two");
  await app.locator(".upload").click();
  const received = app.locator(".received");
  await received.getByText('["red","blue"]').waitFor();
  await received.getByText('{"city":"北京","code":100000}').waitFor();
  await received.getByText('猫 & "quotes"').waitFor();
  await received.getByText("line one").waitFor();
});

it.each(["GET", "POST"])("lists the addresses of a postal code with %s", async (method) => {
  const { app } = await open("查询邮政编码");
  await app.locator(".methods").getByText(method).click();
  await app.locator(".sample").first().click();
  await app.locator(".query").click();
  await app.locator(".address").first().waitFor();
  expect(await app.locator(".address").first().locator(".part").count()).toBeGreaterThan(1);
  const [request] = await server.requests({ complete: 1 });
  expect(request?.method).toBe(method);
});

it("speaks English when it is asked to", async () => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(session.url);
  const app = page.frameLocator("iframe");
  await app.getByText("English").click();
  await app.getByText("Upload a picture").waitFor();
});
