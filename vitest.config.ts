import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import type { BrowserProviderOption } from "vitest/node";
import { findBrowser, findFirefox } from "./scripts/find-browser.mjs";
import { browserArguments } from "./test/support/browser-arguments.ts";
import { ConformanceReporter } from "./test/support/conformance-reporter.ts";
import { firefox } from "./test/support/firefox/provider.ts";
import { gatewayForTests } from "./test/support/gateway-plugin.ts";
import { memoryCommands } from "./test/support/memory-commands.ts";

const chromePath = (await findBrowser())?.path;
const firefoxPath = (await findFirefox())?.path;
// Where `CI` is set, the command line would colour what tests read.
const testServer = { globalSetup: ["test/support/global-setup.ts"], env: { NO_COLOR: "1" } };
// How long a test waits for what comes by itself, and how long it may take: only a failure reaches it on a busy machine.
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } };
// A project has one test server with one list of requests, so its files take turns. Unit tests, which do not, start their own server
// when they need the list.
const takingTurns = { ...testServer, fileParallelism: false };

/** The tests of all that runs in a page. */
function inBrowser(
  name: string,
  browser: "chromium" | "firefox",
  groupOrder: number,
  provider: BrowserProviderOption,
): TestProjectInlineConfiguration {
  return {
    plugins: [gatewayForTests()],
    optimizeDeps: {
      // Has to share its state with what Vitest serves as it is.
      exclude: ["@vitest/browser/locators"],
      include: [
        "@mediabunny/aac-encoder",
        "@mediabunny/mp3-encoder",
        "birpc",
        "brotli-dec-wasm/web",
        "docx-preview",
        "fflate",
        "glass-easel",
        "glass-easel-miniprogram-adapter",
        "image-size",
        "mediabunny",
        "numfmt",
        "pdfjs-dist",
      ],
    },
    test: {
      ...patience,
      ...takingTurns,
      name,
      include: ["**/*.browser.test.ts", "test/conformance/**/*.neutral.test.ts"],
      sequence: { groupOrder },
      browser: {
        enabled: true,
        provider,
        headless: true,
        screenshotFailures: false,
        commands: memoryCommands,
        instances: [{ browser }],
      },
    },
  };
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", new ConformanceReporter()],
    projects: [
      {
        test: {
          ...patience,
          ...testServer,
          name: "unit",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/support/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...patience,
          ...takingTurns,
          name: "conformance-node",
          include: ["test/conformance/**/*.{neutral,node}.test.ts", "test/fuzz/**/*.fuzz.test.ts"],
          sequence: { groupOrder: 1 },
        },
      },
      inBrowser(
        "browser",
        "chromium",
        1,
        playwright({ launchOptions: { executablePath: chromePath, args: browserArguments } }),
      ),
      ...(firefoxPath === undefined
        ? []
        : [inBrowser("firefox", "firefox", 2, firefox({ executablePath: firefoxPath }))]),
      {
        test: {
          ...patience,
          ...takingTurns,
          name: "e2e",
          include: ["test/e2e/**/*.e2e.test.ts"],
          provide: { chromePath },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
