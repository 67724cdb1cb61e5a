// Builds, finds or installs a browser and what else tests compare with, and runs Vitest with the arguments given. `npm test`
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findOrInstallBrowser, findOrInstallFirefox, HOW_TO_ADD_FIREFOX, thisMachine } from "./find-browser.mjs";
import { installTestTools } from "./test-tools.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a program, and ends with its exit code unless that is 0.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function run(command, args, env = {}) {
  const isWindowsScript = process.platform === "win32" && command === "npm";
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: isWindowsScript,
    env: { ...process.env, ...env },
  });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

run("npm", ["run", "build"]);
const browser = await findOrInstallBrowser();
console.log(`Browser: ${browser.version} (${browser.path})`);
const firefox = await findOrInstallFirefox();
console.log(firefox === undefined ? HOW_TO_ADD_FIREFOX : `Firefox: ${firefox.version} (${firefox.path})`);
await installTestTools(thisMachine);
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
run(process.execPath, [vitest, "run", ...process.argv.slice(2)], { CHROME_PATH: browser.path });
