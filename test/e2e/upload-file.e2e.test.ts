import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, inject } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { uploadFileSuite, type UploadHost } from "../conformance/upload-file.suite.ts";
import { openApp, startDev, type DevSession } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const app = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));

const UPLOAD_TASK = ["abort", "onProgressUpdate", "offProgressUpdate", "onHeadersReceived", "offHeadersReceived"];

let session: DevSession;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  [session, browser, folder] = await Promise.all([
    startDev(app),
    launchBrowser(),
    mkdtemp(join(tmpdir(), "minihost-e2e-")),
  ]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
  await rm(folder, { recursive: true });
});

/** The `wx` of an app that `minihost dev` runs in Chromium; its files are those that a person chooses. */
async function createHost(): Promise<UploadHost> {
  const opened = await openApp(browser, session.url);
  const wx = (await RemoteWx.connect(opened)).proxy({ uploadFile: UPLOAD_TASK }) as unknown as Wx;
  return {
    wx,
    serverUrl: inject("serverUrl"),
    async addFile(name, bytes) {
      // The device gives chosen files names of its own; only the ending of this one matters.
      const file = join(folder, name.replaceAll(/[\\/\r\n"]/g, ""));
      await writeFile(file, bytes);
      // A dialog for files opens only soon after a real click.
      await opened.frame.locator(".commands").click();
      const [, { tempFiles }] = await Promise.all([
        opened.page.waitForEvent("filechooser").then((chooser) => chooser.setFiles(file)),
        wx.chooseMessageFile({ count: 1 }),
      ]);
      return tempFiles[0]?.path ?? "";
    },
    close: opened.close,
  };
}

describe("an app in Chromium, through minihost dev", () => uploadFileSuite(createHost));
