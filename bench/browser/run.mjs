// Uploads and downloads 64 MiB in Chromium, by an app's wx and by bare XMLHttpRequest with FormData, in turns, and prints ratios.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { startDevServer } from "../../dist/tools/vite/index.js";
import { findBrowser } from "../../scripts/find-browser.mjs";

const WAYS = ["upload", "download"];
const TRANSFERS = 2;
const MIB = 64;

/** Runs both ways; `options` may name how many rounds (14). */
export async function run([rounds = "14"]) {
  const { path } = await findBrowser();
  // The page is of another origin than the server, as an app is.
  const [server, pages] = await Promise.all([startServer(), startServer()]);
  const dev = await startDevServer({ dir: join(import.meta.dirname, "app"), port: 0 });
  // A private window has no room for all that the app downloads.
  const profile = await mkdtemp(join(tmpdir(), "minihost-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    viewport: { width: 1280, height: 900 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--js-flags=--expose-gc",
    ],
  });
  try {
    const contenders = {
      bare: await openBare(context, pages.url, server.url),
      minihost: await openApp(context, dev.url, server.url),
    };
    for (const way of WAYS) print(way, await takeTurns(contenders, way, Number(rounds)));
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
    await dev.close();
    server.close();
    pages.close();
  }
}

async function startServer() {
  const child = fork(join(import.meta.dirname, "server.mjs"));
  const [port] = await once(child, "message");
  return { url: `http://127.0.0.1:${port}`, close: () => child.disconnect() };
}

/** Opens the app and gives a function that lets it make the transfers of one measurement, and resolves with the milliseconds they took. */
async function openApp(context, url, serverUrl) {
  const page = await context.newPage();
  await page.goto(url);
  const frame = page.frameLocator("iframe");
  await frame.locator(".server input").fill(serverUrl);
  let count = 0;
  return async (way) => {
    count += 1;
    await page.bringToFront();
    await frame.locator(`.${way}`).click();
    const outcome = frame.locator(".outcome", { hasText: `${count}: ` });
    await outcome.waitFor({ timeout: 120_000 });
    return Number((await outcome.textContent()).split(": ")[1]);
  };
}

/** Opens a plain page and gives the same function for it. */
async function openBare(context, url, serverUrl) {
  const page = await context.newPage();
  await page.goto(`${url}/blank`);
  return async (way) => {
    await page.bringToFront();
    return page.evaluate(measureBare, { way, serverUrl, count: TRANSFERS });
  };
}

/** Runs in the page. */
async function measureBare({ way, serverUrl, count }) {
  const send = (method, address, responseType, body) =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method, address);
      xhr.responseType = responseType;
      (body === undefined ? xhr : xhr.upload).onprogress = () => {};
      xhr.onload = () => resolve(xhr.response);
      xhr.onerror = () => reject(new Error("The transfer failed"));
      xhr.send(body);
    });
  const download = () => send("GET", `${serverUrl}/bytes`, "blob");
  const upload = () => {
    const form = new FormData();
    form.append("file", globalThis.file, "file.bin");
    return send("POST", `${serverUrl}/sink`, "text", form);
  };
  globalThis.file ??= await download();
  const startMs = Date.now();
  for (let index = 0; index < count; index += 1) await (way === "upload" ? upload() : download());
  const milliseconds = Date.now() - startMs;
  // A browser keeps the bytes of what was downloaded until the collector finds that nobody holds it, and has not room for all.
  globalThis.gc();
  return milliseconds;
}

/** Each round runs both once, so that what else the machine does hits both alike. The first round warms up and does not count. */
async function takeTurns(contenders, way, rounds) {
  const results = { bare: [], minihost: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const turns = Object.entries(contenders);
    // Who comes second finds the machine warmer, or busier.
    for (const [name, measure] of round % 2 === 0 ? turns : turns.toReversed()) {
      const milliseconds = await measure(way);
      if (round > 0) results[name].push(milliseconds);
    }
  }
  return results;
}

function print(way, { bare, minihost }) {
  const rate = (values) => `${((TRANSFERS * MIB * 1000) / median(values)).toFixed(0)} MiB/s`;
  const ratio = median(minihost.map((milliseconds, round) => bare[round] / milliseconds));
  console.log(`${way.padEnd(9)} bare ${rate(bare)}, minihost ${rate(minihost)}, ratio ${ratio.toFixed(2)}`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
