// Downloads 1 GiB in Chromium, saves it and uploads the saved file, and prints how much the memory of the process that runs the app grew.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { startDevServer } from "../../dist/tools/vite/index.js";
import { findBrowser } from "../../scripts/find-browser.mjs";

const MIB = 1024 * 1024;

/** Runs once; Linux only, because it reads the memory of processes from `/proc`. */
export async function run() {
  const { path } = await findBrowser();
  const server = fork(join(import.meta.dirname, "server.mjs"));
  const [port] = await once(server, "message");
  const dev = await startDevServer({ dir: join(import.meta.dirname, "app"), port: 0 });
  const profile = await mkdtemp(join(tmpdir(), "minihost-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  try {
    const page = await context.newPage();
    await page.goto(`${dev.url}app/`);
    await page.locator(".server input").fill(`http://127.0.0.1:${port}`);
    const session = await context.browser().newBrowserCDPSession();
    for (const step of ["download", "save", "upload", "remove"]) {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const processes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => watchMemory(id));
      await page.locator(`.${step}`).click();
      const outcome = page.locator(".outcome", { hasText: `${step} ` });
      await outcome.waitFor({ timeout: 600_000 });
      const [, ms, sent] = (await outcome.textContent()).split(" ");
      if (!/^\d+$/.test(ms)) throw new Error(await outcome.textContent());
      const growth = Math.max(...processes.map((grown) => grown()));
      const more = step === "upload" ? `, ${Math.floor(Number(sent) / MIB)} MiB arrived` : "";
      console.log(
        `${step.padEnd(8)} ${(Number(ms) / 1000).toFixed(1)} s, memory grew by ${Math.round(growth / MIB)} MiB at most${more}`,
      );
    }
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
    await dev.close();
    server.disconnect();
  }
}

/** Begins to watch a process and returns a function that tells by how much its resident memory was larger at its peak since. */
function watchMemory(id) {
  writeFileSync(`/proc/${id}/clear_refs`, "5");
  const before = readMemory(id, "VmRSS");
  return () => readMemory(id, "VmHWM") - before;
}

function readMemory(id, name) {
  const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${id}/status`, "utf8"));
  return Number(kilobytes) * 1024;
}
