// Sees to the form parsers of other languages, against which tests hold what minihost uploads.
import { installDebianPackages } from "./debian-packages.mjs";

const PROBE_LIMIT_MS = 30_000;
const PACKAGES = ["php-cli", "python3-werkzeug", "python3-multipart"];

/**
 * Installs them in CI, if it can. Elsewhere tests that lack one are skipped with that reason: nobody's machine is changed for them.
 *
 * @param {typeof import("./find-browser.mjs").thisMachine} machine
 */
export async function installFormParsers(machine) {
  if (!machine.env.CI) return;
  const found = [
    await machine.output("php", ["--version"], PROBE_LIMIT_MS),
    await machine.output("/usr/bin/python3", ["-c", "import werkzeug, multipart; print(1)"], PROBE_LIMIT_MS),
  ];
  if (found.includes(undefined)) await installDebianPackages(PACKAGES, machine);
}
