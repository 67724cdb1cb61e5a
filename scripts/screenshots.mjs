// npm run screenshots: takes the pictures in docs/screenshots, of each page of the gallery as a phone shows it.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { startBackend } from "../dist/tools/backend/index.js";
import { startDevServer } from "../dist/tools/vite/index.js";
import { findBrowser } from "./find-browser.mjs";

const out = new URL("../docs/screenshots/", import.meta.url);
const LOOKS = [
  {
    theme: "light",
    language: "中文",
    titles: {
      upload: "上传图片",
      form: "图片与表单字段",
      download: "下载图片",
      document: "打开文档",
      postcode: "查询邮政编码",
      webpage: "查看网页",
      chat: "聊天",
    },
    chat: ["你好！", "你好吗？", "今天天气真好，我们去公园走走吧，然后一起吃饭。"],
  },
  {
    theme: "dark",
    language: "English",
    titles: {
      upload: "Upload a picture",
      form: "Picture and form fields",
      download: "Download a picture",
      document: "Open a document",
      postcode: "Look up a postal code",
      webpage: "Open a web page",
      chat: "Chat",
    },
    chat: ["Hello!", "How are you?", "The weather is lovely: let us walk in the park, and have dinner together then."],
  },
];

/** Names of the documents in the gallery, and what shows that they are there. */
const DOCUMENTS = {
  pdf: { type: "PDF", isShown: (app) => app.locator(".pdf-words span").first().waitFor({ state: "attached" }) },
  word: { type: "Word", isShown: (app) => app.frameLocator("iframe").getByText("上传量").waitFor() },
  sheet: { type: "Excel", isShown: (app) => app.locator(".sheet td").first().waitFor() },
  slides: { type: "PPT", isShown: (app) => app.locator(".slide p").first().waitFor() },
};

/** What a person does on each page before the picture. */
const SCENES = {
  async upload(page, app) {
    await choose(page, app);
    await app.locator(".upload").click();
    await app.getByText("SHA-256").waitFor();
  },
  async form(page, app) {
    await choose(page, app);
    await app.locator(".upload").click();
    await app.locator(".received").waitFor();
    await app.locator(".received").scrollIntoViewIfNeeded();
  },
  async postcode(_page, app) {
    await app.locator(".sample").first().click();
    await app.locator(".query").click();
    await app.locator(".address").first().waitFor();
  },
  async download(_page, app) {
    await app.locator(".download").click();
    await app.locator(".facts").waitFor();
  },
  async document(_page, app) {
    await app.locator(".types").getByText("PDF").waitFor();
  },
  async webpage(_page, app) {
    await app.locator(".open").click();
    await app.locator(".picture").waitFor();
  },
  async chat(_page, app, { chat }) {
    await app.locator(".dot.open").waitFor();
    for (const [index, text] of chat.entries()) {
      await app.locator(".text input").fill(text);
      await app.locator(".send").click();
      await app.locator(".server").nth(index).waitFor();
    }
  },
};

async function choose(page, app) {
  await app.locator(".choose").click();
  const chooser = page.waitForEvent("filechooser");
  await app.getByText(/从手机相册选择|Choose from Album/i).click();
  await (await chooser).setFiles({ name: "picture.jpg", mimeType: "image/jpeg", buffer: picture });
  await app.getByText(/完成|Done/).click();
}

const dir = await mkdtemp(join(tmpdir(), "minihost-screenshots-"));
const backend = await startBackend({ port: 0, dir: join(dir, "files") });
const gallery = join(dir, "gallery");
await cp(new URL("../examples/gallery", import.meta.url), gallery, { recursive: true });
await writeFile(join(gallery, "config.js"), `module.exports = { backend: ${JSON.stringify(backend.url)} };\n`);
const dev = await startDevServer({ dir: gallery, port: 0 });
const { path } = (await findBrowser()) ?? {};
const browser = await chromium.launch({
  executablePath: path,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const picture = Buffer.from(await (await fetch(`${backend.url}/1.jpg`)).arrayBuffer());

for (const look of LOOKS) {
  const { theme, language, titles } = look;
  const locale = theme === "light" ? "zh-CN" : "en";
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: 2,
    colorScheme: theme,
    reducedMotion: "reduce",
    locale,
  });
  const open = async () => {
    const page = await context.newPage();
    await page.goto(dev.url);
    const app = page.frameLocator("iframe");
    await app.getByText(language, { exact: true }).click();
    return { page, app };
  };
  const shoot = async ({ page, app }, name) => {
    // Pressed buttons and cells look pressed for a moment.
    await app.locator(".button-hover, .cell-pressed").first().waitFor({ state: "detached" });
    await page.screenshot({ path: new URL(`${name}-${theme}.png`, out).pathname });
    await page.close();
  };
  await shoot(await open(), "index");
  for (const [name, scene] of Object.entries(SCENES)) {
    const { page, app } = await open();
    await app.getByText(titles[name], { exact: true }).click();
    await app.locator(".minihost-bar-title", { hasText: titles[name] }).waitFor();
    await scene(page, app, look);
    await shoot({ page, app }, name);
  }
  for (const [name, { type, isShown }] of Object.entries(DOCUMENTS)) {
    const { page, app } = await open();
    await app.getByText(titles.document, { exact: true }).click();
    await app.getByText(type, { exact: true }).click();
    await app.locator(".open").click();
    await isShown(app);
    await shoot({ page, app }, `document-${name}`);
  }
  await context.close();
}
await browser.close();
await dev.close();
await backend.close();
await rm(dir, { recursive: true });
