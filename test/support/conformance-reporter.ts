import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import {
  describeChanges,
  hostOf,
  toResults,
  withoutFirefox,
  type ConformanceOutcome,
  type ConformanceResults,
} from "./conformance-results.ts";

const ROOT = new URL("../../", import.meta.url);
const FOLDER = "test/conformance/";
const FILE = "docs/reference/conformance.json";
const SHOWN = 20;
/** Suites whose cases depend on what a machine has. */
const LEFT_OUT = new Set(["form-parsers", "recorded-sound"]);

/**
 * Keeps `docs/reference/conformance.json`, of which the support table is made, true: a run of all conformance suites fails when they end
 * in another way than the file says, and with `--update` writes it. A run of less than that leaves it alone. Where Firefox is left out,
 * what the file says of it is not looked at.
 */
export class ConformanceReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const vitest = this.#vitest;
    if (vitest === undefined || vitest.config.watch || vitest.config.testNamePattern !== undefined) return;
    const expected = await listTestFiles();
    const own = modules.filter(({ relativeModuleId }) => expected.includes(relativeModuleId));
    const inFirefox = own.filter(isInFirefox);
    const inPages = expected.filter((file) => file.endsWith(".browser.test.ts"));
    if (own.length - inFirefox.length < expected.length) return;
    if (inFirefox.length > 0 && inFirefox.length < inPages.length) return;
    // What failed says so itself.
    if (!own.every((module) => module.ok())) return;
    await compare(toResults(own.flatMap(outcomesOf)), inFirefox.length > 0, vitest);
  }
}

/** Lists the files that run a suite on a host. */
async function listTestFiles(): Promise<string[]> {
  const files = await readdir(new URL(FOLDER, ROOT));
  const own = files.filter((file) => {
    const suite = suiteOf(file);
    return /\.(?:node|browser)\.test\.ts$/.test(file) && files.includes(`${suite}.suite.ts`) && !LEFT_OUT.has(suite);
  });
  return own.map((file) => FOLDER + file);
}

async function compare(results: ConformanceResults, hasFirefox: boolean, { config, logger }: Vitest): Promise<void> {
  const whole = JSON.parse(await readFile(new URL(FILE, ROOT), "utf8").catch(() => "{}")) as ConformanceResults;
  const present = hasFirefox ? whole : withoutFirefox(whole);
  if (format(results) === format(present)) return;
  if (config.snapshotOptions.updateSnapshot === "all" && hasFirefox) {
    await writeFile(new URL(FILE, ROOT), format(results));
    logger.log(`Wrote ${FILE}, of which \`node scripts/reference.mjs\` makes the support table.`);
    return;
  }
  process.exitCode = 1;
  const changes = describeChanges(present, results);
  logger.error(
    [
      `${FILE} is out of date: suites ended in another way than it says.`,
      ...changes.slice(0, SHOWN).map((change) => `  ${change}`),
      ...(changes.length > SHOWN ? [`  and ${changes.length - SHOWN} more`] : []),
      "If that is how it should be, run `npm run reference`, which needs Firefox as well as Chromium.",
    ].join("\n"),
  );
}

function format(results: ConformanceResults): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}

function isInFirefox(module: TestModule): boolean {
  return module.project.config.browser.name === "firefox";
}

function outcomesOf(module: TestModule): ConformanceOutcome[] {
  const suite = suiteOf(basename(module.moduleId));
  const outcomes = [...module.children.allTests()].map((test) => ({
    suite,
    path: pathOf(test),
    isPassed: test.result().state === "passed",
    isInFirefox: isInFirefox(module),
  }));
  if (!outcomes.some(hostOf)) {
    throw new Error(
      `No place in ${module.relativeModuleId} is one of a host. Add its title to conformance-results.ts.`,
    );
  }
  return outcomes;
}

function pathOf(test: TestCase): string[] {
  const path = [test.name];
  for (let { parent } = test; parent.type === "suite"; parent = parent.parent) path.unshift(parent.name);
  return path;
}

/** The part of a file's name before its first dot. */
function suiteOf(file: string): string {
  return file.slice(0, file.indexOf("."));
}
