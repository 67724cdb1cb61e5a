import { fileURLToPath } from "node:url";
import { expect, inject, it, onTestFinished } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { createServerLog } from "../conformance/server-log.ts";
import { openApp, startDev } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const app = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const SOCKET_TASK = ["send", "close", "onOpen", "onMessage", "onError", "onClose"];

it("talks to a server from an app in Chromium, and hangs up when the app ends", async () => {
  const serverUrl = inject("serverUrl");
  const server = createServerLog(serverUrl);
  await server.reset();
  const session = await startDev(app);
  onTestFinished(session.close);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const opened = await openApp(browser, session.url);
  const remote = await RemoteWx.connect(opened);
  const wx = remote.proxy({ connectSocket: SOCKET_TASK }) as unknown as Wx;

  const url = `${serverUrl.replace("http", "ws")}/socket`;
  const message = await new Promise((resolve, reject) => {
    const task = wx.connectSocket({ url, fail: ({ errMsg }) => reject(new Error(errMsg)) });
    task.onError(({ errMsg }) => reject(new Error(errMsg)));
    task.onOpen(() => task.send({ data: "猫 cat" }));
    task.onMessage(({ data }) => resolve(data));
  });
  expect(message).toBe("猫 cat");

  const [connection] = await server.requests({ open: 1 });
  expect(connection?.bytes).toBe(new TextEncoder().encode("猫 cat").byteLength);
  await remote.settled();
  await opened.close();
  await server.requests({ complete: 1 });
});
