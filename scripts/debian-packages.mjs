// Installs packages of Debian and its relatives.

/** @typedef {typeof import("./find-browser.mjs").thisMachine} Machine */

/** So long an installation may take, milliseconds. */
export const INSTALL_LIMIT_MS = 5 * 60_000;
const PROBE_LIMIT_MS = 30_000;

/**
 * Installs packages where there is apt and the right to use it. Resolves with whether they are there.
 *
 * @param {readonly string[]} names
 * @param {Machine} machine
 * @returns {Promise<boolean>}
 */
export async function installDebianPackages(names, machine) {
  const sudo = machine.isRoot ? [] : ["sudo", "-n"];
  const settings = ["env", "DEBIAN_FRONTEND=noninteractive"];
  if ((await machine.output("apt-get", ["--version"], PROBE_LIMIT_MS)) === undefined) return false;
  if (!machine.isRoot && (await machine.output("sudo", ["-n", "true"], PROBE_LIMIT_MS)) === undefined) return false;
  machine.print(`Installing from Debian: ${names.join(", ")} …`);
  /** @param {string[]} args */
  const apt = (...args) => {
    const [command = "", ...rest] = [...sudo, ...settings, "apt-get", "-q", ...args];
    return machine.run(command, rest, INSTALL_LIMIT_MS);
  };
  // A list that could not be renewed may still be good enough.
  await apt("update");
  return apt("install", "--yes", "--no-install-recommends", ...names);
}
