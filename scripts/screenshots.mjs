// npm run screenshots: takes the pictures in docs/screenshots, of each page of the gallery as a phone shows it.
// npm run screenshots -- save files: only those with these names.
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
    locale: "zh-CN",
    titles: {
      upload: "上传图片",
      form: "图片与表单字段",
      download: "下载图片",
      document: "打开文档",
      save: "保存文件",
      files: "已保存的文件",
      picture: "预览与压缩图片",
      recorder: "录音",
      player: "背景音乐",
      postcode: "查询邮政编码",
      webpage: "查看网页",
      chat: "聊天",
    },
    chat: ["你好！", "你好吗？", "今天天气真好，我们去公园走走吧，然后一起吃饭。"],
  },
  {
    theme: "dark",
    language: "English",
    locale: "en",
    titles: {
      upload: "Upload a picture",
      form: "Picture and form fields",
      download: "Download a picture",
      document: "Open a document",
      save: "Save a file",
      files: "Saved files",
      picture: "Preview and compress",
      recorder: "Voice memos",
      player: "Background music",
      postcode: "Look up a postal code",
      webpage: "Open a web page",
      chat: "Chat",
    },
    chat: ["Hello!", "How are you?", "The weather is lovely: let us walk in the park, and have dinner together then."],
  },
];

/** Names of the documents in the gallery by their pictures, and what shows that they are there. */
const DOCUMENTS = {
  "document-pdf": {
    type: "PDF",
    isShown: (app) => app.locator(".pdf-words span").first().waitFor({ state: "attached" }),
  },
  "document-word": { type: "Word", isShown: (app) => app.frameLocator("iframe").getByText("上传量").waitFor() },
  "document-sheet": { type: "Excel", isShown: (app) => app.locator(".sheet td").first().waitFor() },
  "document-slides": { type: "PPT", isShown: (app) => app.locator(".slide p").first().waitFor() },
};

/** Windows of those that are not as large as a phone: the simulator draws one, with a status bar, where there is room. */
const WINDOWS = { music: { width: 1280, height: 900 } };

/** What a person does before each picture. */
const SCENES = {
  async index() {},
  async upload(page, app, { titles }) {
    await open(app, titles.upload);
    await choose(page, app);
    await app.locator(".upload").click();
    await app.getByText("SHA-256").waitFor();
  },
  async form(page, app, { titles }) {
    await open(app, titles.form);
    await choose(page, app);
    await app.locator(".upload").click();
    await app.locator(".received").waitFor();
    await app.locator(".received").scrollIntoViewIfNeeded();
  },
  async postcode(_page, app, { titles }) {
    await open(app, titles.postcode);
    await app.locator(".sample").first().click();
    await app.locator(".query").click();
    await app.locator(".address").first().waitFor();
  },
  async download(_page, app, { titles }) {
    await open(app, titles.download);
    await app.locator(".download").click();
    await app.locator(".facts").waitFor();
  },
  async document(_page, app, { titles }) {
    await open(app, titles.document);
    await app.locator(".types").getByText("PDF").waitFor();
  },
  ...Object.fromEntries(Object.entries(DOCUMENTS).map(([name, document]) => [name, openDocument(document)])),
  async save(_page, app, { titles }) {
    await open(app, titles.save);
    await savePicture(app);
    await app.locator(".saved .file img").waitFor();
  },
  async files(_page, app, { titles }) {
    await saveSome(app, titles);
    await open(app, titles.files);
    await app.locator(".file img").waitFor();
  },
  async "files-none"(_page, app, { titles }) {
    await open(app, titles.files);
    await app.locator(".none").waitFor();
  },
  async file(_page, app, { titles }) {
    await open(app, titles.save);
    await savePicture(app);
    await app.locator(".saved .file").click();
    await app.getByText(/^[0-9a-f]{40}$/).waitFor();
    await app.locator(".picture img").waitFor();
  },
  async picture(page, app, { titles }) {
    await choosePictures(page, app, titles);
    await app.locator(".compress").click();
    await app.locator(".tile").nth(2).locator("img").waitFor();
  },
  async preview(page, app, { titles }) {
    await choosePictures(page, app, titles);
    await app.locator(".preview").click();
    await app.locator(".pswp__img:not(.pswp__img--placeholder)").first().waitFor();
  },
  async consent(page, app, { titles }) {
    await choosePictures(page, app, titles);
    await app.locator(".save").click();
    await app.locator(".consent-use").waitFor();
  },
  async settings(page, app, { titles }) {
    await choosePictures(page, app, titles);
    await app.locator(".save").click();
    await app.getByText(/^(允许|Allow)$/).click();
    await app.locator(".weui-toast").waitFor();
    await app.locator(".weui-toast").waitFor({ state: "detached" });
    await app.locator(".settings").click();
    await app.locator(".weui-switch").waitFor();
  },
  async recorder(_page, app, { titles }) {
    await open(app, titles.recorder);
    await recordMemo(app);
    await app.locator(".record").click();
    await app.locator(".bar").nth(20).waitFor({ state: "attached" });
    await app.locator(".pause").click();
    await app.locator(".resume").waitFor();
  },
  async player(_page, app, { titles }) {
    await open(app, titles.player);
    await playMusic(app);
    await app.locator(".toggle").click();
    await app.locator(".play-shape").waitFor();
  },
  async music(page, app, { titles }) {
    await open(app, titles.player);
    await playMusic(app);
    await page.locator(".status-bar .music").waitFor();
  },
  async webpage(_page, app, { titles }) {
    await open(app, titles.webpage);
    await app.locator(".open").click();
    await app.locator(".picture").waitFor();
  },
  async chat(_page, app, { titles, chat }) {
    await open(app, titles.chat);
    await app.locator(".dot.open").waitFor();
    for (const [index, text] of chat.entries()) {
      await app.locator(".text input").fill(text);
      await app.locator(".send").click();
      await app.locator(".server").nth(index).waitFor();
    }
  },
};

/** Opens a page from the list of examples. */
async function open(app, title) {
  await app.getByText(title, { exact: true }).click();
  await app.locator(".minihost-bar-title", { hasText: title }).waitFor();
}

/** Goes back to the list of examples. */
async function goBack(app) {
  await app.locator(".minihost-bar-back:visible").click();
  await app.locator(".example:visible").first().waitFor();
}

async function choosePictures(page, app, titles) {
  await open(app, titles.picture);
  await app.locator(".choose-first").click();
  const chooser = page.waitForEvent("filechooser");
  await app.getByText(/从手机相册选择|Choose from Album/i).click();
  const files = ["a.jpg", "b.jpg"].map((name) => ({ name, mimeType: "image/jpeg", buffer: picture }));
  await (await chooser).setFiles(files);
  await app.getByText(/完成|Done/).click();
  await app.locator(".facts").waitFor();
}

/** Allows the microphone, and records a little more than a second. */
async function recordMemo(app) {
  await app.locator(".record").click();
  await app.getByText(/^(允许|Allow)$/).click();
  await app.locator(".clock", { hasText: "0:01" }).waitFor();
  await app.locator(".stop").click();
  await app.locator(".memo").waitFor();
}

/** Plays music, and goes on ten seconds. */
async function playMusic(app) {
  await app.locator(".toggle").click();
  await app.locator(".duration", { hasText: "1:00" }).waitFor();
  await app.locator(".forward").click();
  await app.locator(".position", { hasText: "0:1" }).waitFor();
}

async function choose(page, app) {
  await app.locator(".choose").click();
  const chooser = page.waitForEvent("filechooser");
  await app.getByText(/从手机相册选择|Choose from Album/i).click();
  await (await chooser).setFiles({ name: "picture.jpg", mimeType: "image/jpeg", buffer: picture });
  await app.getByText(/完成|Done/).click();
}

/** The scene of a document that is open. */
function openDocument({ type, isShown }) {
  return async (_page, app, { titles }) => {
    await open(app, titles.document);
    await app.getByText(type, { exact: true }).click();
    await app.locator(".open").click();
    await isShown(app);
  };
}

/** Downloads the picture of the example server and saves it. */
async function savePicture(app) {
  await app.locator(".download").click();
  await app.locator(".preview img").waitFor();
  await app.locator(".save").click();
  await app.locator(".saved .file").waitFor();
}

/** Saves a file of each kind. */
async function saveSome(app, titles) {
  await open(app, titles.save);
  await savePicture(app);
  await goBack(app);
  await open(app, titles.document);
  for (const { type } of Object.values(DOCUMENTS)) {
    await app.getByText(type, { exact: true }).click();
    await app.locator(".saved").waitFor({ state: "detached" });
    await app.locator(".save").click();
    await app.locator(".saved .file").waitFor();
  }
  await goBack(app);
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in SCENES));
if (unknown !== undefined)
  throw new Error(`There is no picture "${unknown}". There are ${Object.keys(SCENES).join(", ")}`);

const dir = await mkdtemp(join(tmpdir(), "minihost-screenshots-"));
const backend = await startBackend({ port: 0, dir: join(dir, "files") });
const gallery = join(dir, "gallery");
await cp(new URL("../examples/gallery", import.meta.url), gallery, { recursive: true });
await writeFile(join(gallery, "config.js"), `module.exports = { backend: ${JSON.stringify(backend.url)} };\n`);
const dev = await startDevServer({ dir: gallery, port: 0 });
const { path } = (await findBrowser()) ?? {};
const browser = await chromium.launch({
  executablePath: path,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
  ],
});
const picture = Buffer.from(await (await fetch(`${backend.url}/1.jpg`)).arrayBuffer());

/** Takes one picture, of an app that is used for the first time. */
async function shoot(name, look) {
  const { theme, language, locale } = look;
  const context = await browser.newContext({
    viewport: WINDOWS[name] ?? { width: 375, height: 812 },
    deviceScaleFactor: 2,
    colorScheme: theme,
    reducedMotion: "reduce",
    locale,
  });
  const page = await context.newPage();
  await page.goto(dev.url);
  const app = page.frameLocator("iframe");
  await app.getByText(language, { exact: true }).click();
  await SCENES[name](page, app, look);
  // Pressed buttons and cells look pressed for a moment.
  await app.locator(".button-hover, .cell-pressed").first().waitFor({ state: "detached" });
  await page.screenshot({ path: new URL(`${name}-${theme}.png`, out).pathname });
  await context.close();
}

for (const look of LOOKS)
  for (const name of Object.keys(SCENES)) if (wanted.length === 0 || wanted.includes(name)) await shoot(name, look);
await browser.close();
await dev.close();
await backend.close();
await rm(dir, { recursive: true });
