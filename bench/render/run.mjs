// Renders 1,000 rows in the simulator and prints how long the page's main thread was busy at a stretch, beside the same rows in plain DOM.
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { startDevServer } from "../../dist/tools/vite/index.js";
import { findBrowser } from "../../scripts/find-browser.mjs";

const RUNS = 7;
const app = fileURLToPath(new URL("app", import.meta.url));

/** Milliseconds of the longest stretch that the main thread of `frame` did not come to its timers while `act` ran. */
async function longestStretch(frame, act, done) {
  await frame.evaluate(() => {
    const channel = new MessageChannel();
    let last = performance.now();
    const state = (globalThis.stretch = { longest: 0, isOn: true });
    channel.port1.onmessage = () => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - last);
      last = now;
      if (state.isOn) channel.port2.postMessage(0);
    };
    channel.port2.postMessage(0);
  });
  await act();
  await done();
  return frame.evaluate(() => {
    globalThis.stretch.isOn = false;
    return globalThis.stretch.longest;
  });
}

async function oursOnce(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  const frameLocator = page.frameLocator("iframe");
  await frameLocator.locator(".create").waitFor();
  const frame = page.frames()[1];
  const result = await longestStretch(
    frame,
    () => frameLocator.locator(".create").click(),
    () => frameLocator.locator(".done").waitFor(),
  );
  await page.close();
  return result;
}

async function plainOnce(browser) {
  const page = await browser.newPage({ viewport: { width: 375, height: 812 } });
  await page.setContent(
    `<style>.row{display:flex;padding:8px 16px;border-bottom:1px solid #eee}.id{width:60px;color:#888}.label{flex:1}</style>`,
  );
  const frame = page.mainFrame();
  const result = await longestStretch(
    frame,
    () =>
      frame.evaluate(() => {
        for (let id = 0; id < 1000; id++) {
          const row = document.createElement("div");
          row.className = "row";
          for (const name of ["id", "label"]) {
            const text = document.createElement("span");
            text.className = name;
            text.append(document.createTextNode(`${name} ${id}`));
            row.append(text);
          }
          document.body.append(row);
        }
        const end = document.createElement("div");
        end.className = "done";
        end.textContent = "done";
        document.body.append(end);
      }),
    () => frame.locator(".done").waitFor(),
  );
  await page.close();
  return result;
}

/** Runs both in turns and prints medians. */
export async function run() {
  const { path } = await findBrowser();
  const browser = await chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  const server = await startDevServer({ dir: app, port: 0 });
  const [ours, plain] = [[], []];
  for (let round = 0; round < RUNS; round++) {
    ours.push(await oursOnce(browser, server.url));
    plain.push(await plainOnce(browser));
  }
  await browser.close();
  await server.close();
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  console.log(`longest stretch of the page's main thread for 1,000 rows, median (worst) of ${RUNS} runs, milliseconds`);
  console.log(`minihost   ${median(ours).toFixed(1)} (${Math.max(...ours).toFixed(1)})`);
  console.log(`plain DOM  ${median(plain).toFixed(1)} (${Math.max(...plain).toFixed(1)})`);
}
