import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
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
async function open(title: string, url = session.url): Promise<Opened> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  const app = page.frameLocator("iframe");
  await app.getByText(title).click();
  await app.locator(".minihost-bar-title", { hasText: title }).waitFor();
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

/** An address where nobody listens. */
async function deadUrl(): Promise<string> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return `http://127.0.0.1:${port}`;
}

/** Resolves once an element is wholly in the view of what it scrolls in. Runs in the page. */
function inView(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        observer.disconnect();
        resolve();
      },
      { threshold: 1 },
    );
    observer.observe(element);
  });
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
    await app.locator(".progress", { hasText: "100%" }).waitFor();

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
    await app.locator(".progress").waitFor();
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

describe("the web page", () => {
  it("shows the title, the text and the picture of a page, or its source", async () => {
    const { app } = await open("查看网页");
    await app.locator(".open").click();
    // The title of the page, above its first heading.
    await app.getByText("Example page", { exact: true }).nth(1).waitFor();
    await app.locator(".heading", { hasText: "Example page" }).waitFor();
    await app.locator(".paragraph", { hasText: "An ordinary page of the example backend. 你好！" }).waitFor();
    await app.locator(".picture img").waitFor();
    await app.locator(".answer", { hasText: "text/html; charset=utf-8" }).waitFor();
    expect(await app.locator(".article").textContent()).not.toContain("<");

    await app.getByText("源代码").click();
    const source = await (await fetch(`${serverUrl}/page.html`)).text();
    await app.locator(".source").waitFor();
    expect(await app.locator(".source").textContent()).toBe(source);
  });

  it("opens the address that was typed, on the keyboard's key, and tells what the server says", async () => {
    const { app } = await open("查看网页");
    await app.locator(".address input").fill(`${serverUrl}/no-such-page`);
    await app.locator(".address input").press("Enter");
    await app.locator(".answer", { hasText: "404" }).waitFor();
  });

  it("reads headings, lists, entities and pictures, and no scripts", async () => {
    const { app } = await open("查看网页");
    const html =
      "<!doctype html><title>A &amp; B</title><!-- <p>no --><script>'<p>no'</script><h2>Hi <b>there</b></h2>" +
      "<ul><li>1 &lt; 2<li>&#x732b;</ul>two<br>lines<img src='1.jpg?x=1'>";
    const query = new URLSearchParams({ text: html, header: "content-type:text/html" });
    await app.locator(".address input").fill(`${serverUrl}/made?${query}`);
    await app.locator(".open").click();
    await app.getByText("A & B", { exact: true }).waitFor();
    await app.locator(".picture img").waitFor();
    expect(await app.locator(".heading").allTextContents()).toEqual(["Hi there"]);
    expect(await app.locator(".item").allTextContents()).toEqual(["1 < 2", "猫"]);
    expect(await app.locator(".paragraph").allTextContents()).toEqual(["two", "lines"]);
    expect(await app.locator(".picture img").getAttribute("src")).toBe(`${serverUrl}/1.jpg?x=1`);
  });

  it("tells plainly that an address is none", async () => {
    const { app } = await open("查看网页");
    await app.locator(".address input").fill("page.html");
    await app.locator(".open").click();
    await app.locator(".error", { hasText: 'request:fail invalid url "page.html"' }).waitFor();
    await app.locator(".address input").fill(`${serverUrl}/page.html`);
    await app.locator(".open").click();
    await app.locator(".paragraph").waitFor();
    expect(await app.locator(".error").count()).toBe(0);
  });
});

describe("the download page", () => {
  it("downloads the picture with progress, and shows the bytes that the server has", async () => {
    const { app, page } = await open("下载图片");
    await app.locator(".download").click();
    await app.locator(".progress", { hasText: "100%" }).waitFor();
    await app.locator(".facts", { hasText: "image/jpeg" }).waitFor();
    await app.locator(".facts", { hasText: "640 × 480" }).waitFor();

    const shown = await app.locator(".picture img").evaluate(async (image: HTMLImageElement) => {
      const bytes = await (await fetch(image.src)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      return { digest: [...digest], sizeBytes: bytes.byteLength };
    });
    const bytes = Buffer.from(await (await fetch(`${serverUrl}/1.jpg`)).arrayBuffer());
    expect(Buffer.from(shown.digest).toString("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
    await app.locator(".facts", { hasText: `${bytes.byteLength} B` }).waitFor();
    await page.locator(".transfer .transfer-status", { hasText: "200" }).waitFor();
  });

  it("ends a slow download that is cancelled in the middle, and the next one succeeds", async () => {
    const { app } = await open("下载图片");
    await app.getByText("1 KB/s").click();
    await app.locator(".download").click();
    await app.locator(".progress").waitFor();
    await app.locator(".cancel").click();
    await app.locator(".error", { hasText: "downloadFile:fail abort" }).waitFor();
    const [request] = await server.requests({ broken: 1 });
    expect(request).toMatchObject({ url: "/1.jpg?rate=1000", state: "broken" });
    expect(await app.locator(".picture").count()).toBe(0);

    await app.getByText("全速").click();
    await app.locator(".download").click();
    await app.locator(".picture img").waitFor();
    expect(await app.locator(".error").count()).toBe(0);
  });

  it("ends the download when the page is left", async () => {
    const { app } = await open("下载图片");
    await app.getByText("1 KB/s").click();
    await app.locator(".download").click();
    await app.locator(".progress").waitFor();
    await app.locator(".minihost-bar-back:visible").click();
    await server.requests({ broken: 1 });
  });
});

describe("the document page", () => {
  it.each([
    ["PDF", ".pdf-words", "Downloads: 3,377"],
    ["Word", "iframe", "上传量增长了三分之一。"],
    ["Excel", ".sheet", "September"],
    ["PPT", ".slide", "Quarterly report 季度报告"],
  ])("downloads a document of %s and shows it, and goes back", async (type, place, text) => {
    const { app, page } = await open("打开文档");
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await app.getByText(type, { exact: true }).click();
    await app.locator(".open").click();
    const shown = place === "iframe" ? app.frameLocator("iframe").locator("body") : app.locator(place);
    await shown.getByText(text).first().waitFor();
    await app.getByLabel("返回", { exact: true }).click();
    await app.locator("dialog").waitFor({ state: "detached" });
    expect(problems).toEqual([]);
  });

  it("saves the document byte for byte from the menu, which is there only when it is wanted", async () => {
    const { app, page } = await open("打开文档");
    await app.locator(".open").click();
    await app.getByLabel("更多").click();
    const download = page.waitForEvent("download");
    await app.getByText("保存", { exact: true }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/\.pdf$/);
    const sent = Buffer.from(await (await fetch(`${serverUrl}/report.pdf`)).arrayBuffer());
    expect(await readFile(await saved.path())).toEqual(sent);

    await app.getByLabel("返回", { exact: true }).click();
    await app.getByText("隐藏").click();
    await app.locator(".open").click();
    await app.locator(".pdf-page canvas").waitFor();
    expect(await app.getByLabel("更多").count()).toBe(0);
  });

  it("says that a document is none", async () => {
    const broken = await copyGallery(`${serverUrl}/made?text=no-document&`);
    onTestFinished(() => broken.remove());
    const other = await startDev(broken.dir);
    onTestFinished(() => other.close());
    const { app } = await open("打开文档", other.url);
    await app.locator(".open").click();
    await app.locator(".error", { hasText: "openDocument:fail filetype not supported" }).waitFor();
  });
});

describe("the chat page", () => {
  it("sends what is typed on the keyboard's key and by the button, and shows what comes back", async () => {
    const { app, page } = await open("聊天");
    await app.getByText("已连接").waitFor();
    const input = app.locator(".text input");
    await input.fill("你好 & <hello>");
    await input.press("Enter");
    await app.locator(".me .bubble", { hasText: "你好 & <hello>" }).waitFor();
    await app.locator(".server .bubble", { hasText: "你好 & <hello>" }).waitFor();
    expect(await input.inputValue()).toBe("");
    await input.fill("second");
    await app.locator(".send").click();
    await app.locator(".server .bubble", { hasText: "second" }).waitFor();
    const [mine, theirs] = [app.locator(".me .bubble").first(), app.locator(".server .bubble").first()];
    const [right, left] = await Promise.all([mine.boundingBox(), theirs.boundingBox()]);
    expect(right?.x).toBeGreaterThan(left?.x ?? Infinity);

    const row = page.locator(".transfer");
    await row.locator(".transfer-status", { hasText: "open" }).waitFor();
    await row.locator(".transfer-sent", { hasText: "↑ 2 · 22 B" }).waitFor();
    await row.locator(".transfer-received", { hasText: "↓ 2 · 22 B" }).waitFor();
    await row.click();
    const previews = page.locator(".details .message-preview");
    await previews.nth(3).waitFor();
    expect(await previews.allTextContents()).toEqual(["second", "second", "你好 & <hello>", "你好 & <hello>"]);
  });

  it("scrolls to the newest message", async () => {
    const { app } = await open("聊天");
    await app.getByText("已连接").waitFor();
    for (let count = 1; count <= 12; count += 1) {
      await app.locator(".text input").fill(`message ${count}`);
      await app.locator(".send").click();
      await app.locator(".server .bubble", { hasText: `message ${count}` }).waitFor();
    }
    await app.locator(".server .bubble").last().evaluate(inView);
  });

  it("disconnects and connects again, and keeps the messages", async () => {
    const { app, page } = await open("聊天");
    await app.getByText("已连接").waitFor();
    await app.locator(".text input").fill("before");
    await app.locator(".send").click();
    await app.locator(".server .bubble", { hasText: "before" }).waitFor();
    await app.locator(".close").click();
    await app.locator(".state", { hasText: "已断开 1000" }).waitFor();
    await page.locator(".transfer .transfer-status", { hasText: "1000" }).waitFor();
    await server.requests({ complete: 1 });

    await app.locator(".connect").click();
    await app.getByText("已连接").waitFor();
    await app.locator(".text input").fill("after");
    await app.locator(".send").click();
    await app.locator(".server .bubble", { hasText: "after" }).waitFor();
    expect(await app.locator(".bubble").count()).toBe(4);
  });

  it("hangs up when the page is left", async () => {
    const { app } = await open("聊天");
    await app.getByText("已连接").waitFor();
    await app.locator(".minihost-bar-back:visible").click();
    await server.requests({ complete: 1 });
  });
});

describe("without a server", () => {
  it("each page tells plainly that it failed, in the platform's words", async () => {
    const url = await deadUrl();
    const dead = await copyGallery(url);
    onTestFinished(dead.remove);
    const other = await startDev(dead.dir);
    onTestFinished(other.close);
    const error = async (title: string, button: string | undefined): Promise<string | null> => {
      const { app } = await open(title, other.url);
      if (button !== undefined) await app.locator(button).first().click();
      return app.locator(".error").textContent();
    };
    expect(await error("查看网页", ".open")).toMatch(/^request:fail /);
    expect(await error("下载图片", ".download")).toMatch(/^downloadFile:fail /);
    expect(await error("查询邮政编码", ".sample")).toMatch(/^request:fail /);
    expect(await error("聊天", undefined)).toMatch(/^connectSocket:fail /);
  });
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
