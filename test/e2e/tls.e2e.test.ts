import { fileURLToPath } from "node:url";
import { expect, inject, it, onTestFinished } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { createServerLog } from "../conformance/server-log.ts";
import { openApp, startDev } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const app = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));

it("refuses a server whose certificate nobody trusts, also in Chromium", async () => {
  const tlsUrl = inject("tlsUrl");
  const server = createServerLog(inject("serverUrl"));
  await server.reset();
  const session = await startDev(app);
  onTestFinished(session.close);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const opened = await openApp(browser, session.url);
  const remote = await RemoteWx.connect(opened);
  const tasks = { request: ["abort"], downloadFile: ["abort"], connectSocket: ["onError"] };
  const wx = remote.proxy(tasks) as unknown as Wx;

  for (const api of ["request", "downloadFile"] as const) {
    const failure = await new Promise((resolve, reject) => {
      wx[api]({ url: `${tlsUrl}/secret`, success: reject, fail: resolve });
    });
    expect(failure).toEqual({ errMsg: expect.stringMatching(`^${api}:fail net::ERR_[A-Z_]+$`), errno: 600001 });
  }
  const failure = await new Promise((resolve) => {
    wx.connectSocket({ url: `${tlsUrl.replace("https", "wss")}/secret`, success() {} }).onError(resolve);
  });
  expect(failure).toEqual({ errMsg: expect.stringMatching(/^connectSocket:fail net::ERR_[A-Z_]+$/), errno: 605103 });
  expect(await server.requests()).toEqual([]);
  await remote.settled();
  await opened.close();
});
