import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright";
import { expect, inject } from "vitest";
import { browserArguments } from "./browser-arguments.ts";
import { until } from "./until.ts";

/** A browser whose profile stays when it is closed. */
export interface KeptBrowser {
  readonly context: BrowserContext;
  /** Closes the browser and starts it with the same profile. */
  restart(): Promise<void>;
  /** Kills every process that runs pages, where it stands; resolves when `page`, one of them, and the browser have noticed. */
  killPages(page: Page): Promise<void>;
  close(): Promise<void>;
}

/** Starts a browser with a new profile. */
export async function launchKeptBrowser(): Promise<KeptBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "minihost-profile-"));
  const launch = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, { executablePath: inject("chromePath"), args: browserArguments });
  let context = await launch();
  return {
    get context() {
      return context;
    },
    async restart() {
      await context.close();
      context = await launch();
    },
    async killPages(page) {
      const browser = context.browser();
      if (browser === null) throw new Error("The browser can't be asked for its processes");
      const crashed = page.waitForEvent("crash");
      const session = await browser.newBrowserCDPSession();
      const listPages = async (): Promise<number[]> => {
        const { processInfo } = await session.send("SystemInfo.getProcessInfo");
        return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
      };
      const killed = await listPages();
      for (const id of killed) process.kill(id, "SIGKILL");
      await crashed;
      // One of them was kept for the next page, which would wait for it for ever.
      await until(async () => expect((await listPages()).filter((id) => killed.includes(id))).toEqual([]));
      await session.detach();
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Opens a page of an app without the simulator. */
export async function openAppPage(context: BrowserContext, url: string, entry: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${new URL("/app/", url).href}#/${entry}`);
  return page;
}
