import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findBrowser } from "./scripts/find-browser.mjs";
import { browserArguments } from "./test/support/browser-arguments.ts";
import { ConformanceReporter } from "./test/support/conformance-reporter.ts";
import { gatewayForTests } from "./test/support/gateway-plugin.ts";

const chromePath = (await findBrowser())?.path;
// Where `CI` is set, the command line would colour what tests read.
const testServer = { globalSetup: ["test/support/global-setup.ts"], env: { NO_COLOR: "1" } };
// A project has one test server with one list of requests, so its files take turns. Unit tests, which do not, start their own server
// when they need the list.
const takingTurns = { ...testServer, fileParallelism: false };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", new ConformanceReporter()],
    projects: [
      {
        test: {
          ...testServer,
          name: "unit",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/support/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...takingTurns,
          name: "conformance-node",
          include: ["test/conformance/**/*.{neutral,node}.test.ts", "test/fuzz/**/*.fuzz.test.ts"],
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [gatewayForTests()],
        optimizeDeps: {
          include: [
            "birpc",
            "docx-preview",
            "fflate",
            "glass-easel",
            "glass-easel-miniprogram-adapter",
            "image-size",
            "numfmt",
            "pdfjs-dist",
          ],
        },
        test: {
          ...takingTurns,
          name: "browser",
          include: ["**/*.browser.test.ts", "test/conformance/**/*.neutral.test.ts"],
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            provider: playwright({ launchOptions: { executablePath: chromePath, args: browserArguments } }),
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          ...takingTurns,
          name: "e2e",
          include: ["test/e2e/**/*.e2e.test.ts"],
          provide: { chromePath },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
