// Sees to FFmpeg, by which tests decode what minihost records.
import { installDebianPackages } from "./debian-packages.mjs";

const PROBE_LIMIT_MS = 30_000;

/**
 * Installs it in CI, if it can. Elsewhere tests that lack it are skipped with that reason: nobody's machine is changed for them.
 *
 * @param {typeof import("./find-browser.mjs").thisMachine} machine
 */
export async function installSoundTools(machine) {
  if (!machine.env.CI) return;
  const found = await machine.output("ffprobe", ["-version"], PROBE_LIMIT_MS);
  if (found === undefined) await installDebianPackages(["ffmpeg"], machine);
}
