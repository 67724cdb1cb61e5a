import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { openApp, startDev } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";

const project = fileURLToPath(new URL("../fixtures/apps/sandbox", import.meta.url));

it("keeps an app from everything that would get round the platform", async () => {
  const session = await startDev(project);
  onTestFinished(session.close);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const { frame, page } = await openApp(browser, session.url);
  const text = await frame.locator(".result").textContent();
  const result = JSON.parse(text ?? "") as Record<string, unknown>;
  expect(new Set(Object.values(result.bare as object))).toEqual(new Set(["undefined"]));
  expect(result).toMatchObject({
    reachable: [],
    eval: "TypeError",
    Function: "EvalError",
    constructor: "EvalError",
    asyncConstructor: "EvalError",
    generatorConstructor: "EvalError",
    isFunction: true,
    listens: "undefined",
  });

  const worker = await page.request.get(new URL("/runtime/worker.js", session.url).href);
  const policy = worker.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("'unsafe-eval'");
});
