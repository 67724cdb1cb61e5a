// Sees to the programs of others against which tests hold what minihost does.
import { installDebianPackages } from "./debian-packages.mjs";

const PROBE_LIMIT_MS = 30_000;

/**
 * Each a program, how to find out that it is there, and Debian's packages of it.
 *
 * @type {readonly { probe: readonly [command: string, ...args: string[]], packages: readonly string[] }[]}
 */
const TOOLS = [
  // Parse forms that are uploaded.
  { probe: ["php", "--version"], packages: ["php-cli"] },
  {
    probe: ["/usr/bin/python3", "-c", "import werkzeug, multipart; print(1)"],
    packages: ["python3-werkzeug", "python3-multipart"],
  },
  // Decodes what is recorded, and makes videos.
  { probe: ["ffprobe", "-version"], packages: ["ffmpeg"] },
  // Stands in front of a gateway.
  { probe: ["nginx", "-v"], packages: ["nginx-light"] },
];

/**
 * Installs what is missing in CI, if it can. Elsewhere tests that lack one are skipped with that reason: nobody's machine is changed for
 * them.
 *
 * @param {typeof import("./find-browser.mjs").thisMachine} machine
 */
export async function installTestTools(machine) {
  if (!machine.env.CI) return;
  const missing = [];
  for (const { probe, packages } of TOOLS) {
    const [command, ...args] = probe;
    if ((await machine.output(command, args, PROBE_LIMIT_MS)) === undefined) missing.push(...packages);
  }
  if (missing.length > 0) await installDebianPackages(missing, machine);
}
