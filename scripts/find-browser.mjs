// Finds browsers that start, and installs what is missing.
import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { chromium } from "playwright";
import { INSTALL_LIMIT_MS, installDebianPackages } from "./debian-packages.mjs";

/**
 * A browser that was found.
 *
 * @typedef {object} FoundBrowser
 * @property {string} path
 * @property {string} version What the browser says of itself, such as `Chromium 140.0.7339.16`.
 */

/**
 * What the search touches of the machine; tests replace it.
 *
 * @typedef {object} Machine
 * @property {Record<string, string | undefined>} env
 * @property {boolean} isRoot
 * @property {() => string} playwrightPath Where Playwright keeps its Chromium, whether it is there or not.
 * @property {(path: string) => Promise<boolean>} isExecutable
 * @property {(command: string, args: string[], limitMs: number) => Promise<string | undefined>} output
 *   What a program prints; `undefined` when it can't be started, fails, or takes too long.
 * @property {(command: string, args: string[], limitMs: number) => Promise<boolean>} run
 *   Runs a program whose output the person sees. Resolves with whether it succeeded in time.
 * @property {(line: string) => void} print
 */

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];
const FIREFOX_NAMES = ["firefox-esr", "firefox"];
const VERSION_LIMIT_MS = 30_000;

export const HOW_TO_INSTALL = `No Chromium was found, and none could be installed. Either

  - install one with your system's packages and set CHROME_PATH to its executable, or
  - run "npx playwright install --with-deps chromium" where its downloads can be reached,

then run "npm test" again.`;

export const HOW_TO_ADD_FIREFOX =
  "Firefox is left out: none was found. To test in it, too, install it (Debian: firefox-esr), or set FIREFOX_PATH to its executable.";

/** @type {Machine} */
export const thisMachine = {
  env: process.env,
  isRoot: process.getuid?.() === 0,
  playwrightPath: () => chromium.executablePath(),
  isExecutable: (path) =>
    access(path, constants.X_OK).then(
      () => true,
      () => false,
    ),
  output: (command, args, limitMs) => start(command, args, limitMs, "pipe"),
  run: async (command, args, limitMs) => (await start(command, args, limitMs, "inherit")) !== undefined,
  print: (line) => console.log(line),
};

/**
 * Finds a browser that starts: the one of `CHROME_PATH`, Playwright's own, or one on the `PATH`.
 *
 * Rejects when `CHROME_PATH` leads to none: another browser than the one asked for would be a surprise.
 *
 * @param {Machine} [machine]
 * @returns {Promise<FoundBrowser | undefined>}
 */
export async function findBrowser(machine = thisMachine) {
  return find("CHROME_PATH", [machine.playwrightPath(), ...listOnPath(NAMES, machine)], machine);
}

/**
 * Finds a Firefox that starts: the one of `FIREFOX_PATH`, or one on the `PATH`. Rejects when `FIREFOX_PATH` leads to none.
 *
 * @param {Machine} [machine]
 * @returns {Promise<FoundBrowser | undefined>}
 */
export async function findFirefox(machine = thisMachine) {
  return find("FIREFOX_PATH", listOnPath(FIREFOX_NAMES, machine), machine);
}

/**
 * Finds a browser, or installs one: first Playwright's, then Debian's. Rejects when neither can be had.
 *
 * @param {Machine} [machine]
 * @returns {Promise<FoundBrowser>}
 */
export async function findOrInstallBrowser(machine = thisMachine) {
  const found =
    (await findBrowser(machine)) ?? (await installWithPlaywright(machine)) ?? (await installWithApt(machine));
  if (found === undefined) throw new Error(HOW_TO_INSTALL);
  return found;
}

/**
 * Finds Firefox, and installs Debian's in CI, if it can. Elsewhere tests leave Firefox out where it is not: nobody's machine is changed for it.
 *
 * @param {Machine} [machine]
 * @returns {Promise<FoundBrowser | undefined>}
 */
export async function findOrInstallFirefox(machine = thisMachine) {
  const found = await findFirefox(machine);
  if (found !== undefined || !machine.env.CI) return found;
  return (await installDebianPackages(["firefox-esr"], machine)) ? findFirefox(machine) : undefined;
}

/**
 * @param {"CHROME_PATH" | "FIREFOX_PATH"} variable Names the one that the person wants.
 * @param {string[]} candidates Where to look without it.
 * @param {Machine} machine
 * @returns {Promise<FoundBrowser | undefined>}
 */
async function find(variable, candidates, machine) {
  const wanted = machine.env[variable];
  for (const path of wanted ? [wanted] : candidates) {
    const found = await probe(path, machine);
    if (found !== undefined) return found;
  }
  if (wanted) throw new Error(`${variable}=${wanted} is no browser that starts. Correct it, or unset it.`);
  return undefined;
}

/**
 * @param {string[]} names
 * @param {Machine} machine
 * @returns {string[]}
 */
function listOnPath(names, { env }) {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * An executable counts only if it starts: a download that was cut off, or a stub that only names a package, does not.
 *
 * @param {string} path
 * @param {Machine} machine
 * @returns {Promise<FoundBrowser | undefined>}
 */
async function probe(path, machine) {
  if (!(await machine.isExecutable(path))) return undefined;
  const version = (await machine.output(path, ["--version"], VERSION_LIMIT_MS))?.trim();
  return version ? { path, version } : undefined;
}

/**
 * @param {Machine} machine
 * @returns {Promise<FoundBrowser | undefined>}
 */
async function installWithPlaywright(machine) {
  machine.print("No browser found: asking Playwright to install Chromium …");
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright/package.json")), "cli.js");
  /** @param {string[]} args */
  const playwright = (...args) => machine.run(process.execPath, [cli, ...args], INSTALL_LIMIT_MS);
  // By force, because an executable that is there and does not start is the rest of a download that was cut off.
  const isThere = await machine.isExecutable(machine.playwrightPath());
  if (!(await playwright("install", "--no-shell", ...(isThere ? ["--force"] : []), "chromium"))) return undefined;
  const found = await probe(machine.playwrightPath(), machine);
  if (found !== undefined || !machine.isRoot) return found;
  machine.print("It does not start: asking Playwright to install the libraries that it needs …");
  await playwright("install-deps", "chromium");
  return probe(machine.playwrightPath(), machine);
}

/**
 * @param {Machine} machine
 * @returns {Promise<FoundBrowser | undefined>}
 */
async function installWithApt(machine) {
  return (await installDebianPackages(["chromium"], machine)) ? findBrowser(machine) : undefined;
}

/**
 * Runs a program to its end, and stops it with all that it started when it takes too long.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {number} limitMs
 * @param {"pipe" | "inherit"} stdout
 * @returns {Promise<string | undefined>} What it printed, or `undefined` when it did not succeed.
 */
function start(command, args, limitMs, stdout) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", stdout, stdout === "pipe" ? "ignore" : "inherit"],
      detached: true,
    });
    const stop = () => {
      if (child.pid === undefined) return;
      if (process.platform === "win32") child.kill();
      else process.kill(-child.pid, "SIGKILL");
    };
    const timer = setTimeout(stop, limitMs);
    process.once("exit", stop);
    /** @param {string | undefined} result */
    const settle = (result) => {
      clearTimeout(timer);
      process.off("exit", stop);
      resolve(result);
    };
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    child.on("error", () => settle(undefined));
    child.on("close", (code) => settle(code === 0 ? text : undefined));
  });
}
