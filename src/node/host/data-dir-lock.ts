import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "./error-code.ts";

interface Owner {
  pid: number;
  /** Tells a process from another that gets the same number later; `""` where the system does not say. */
  started: string;
}

/**
 * Makes this process the only owner of the folder of a device, and returns how to give it up.
 *
 * Throws when another device has it; the lock of a process that ended without giving it up is taken over.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = join(dataDir, "lock");
  const own = join(dataDir, `lock.${randomBytes(8).toString("hex")}`);
  const owner: Owner = { pid: process.pid, started: startOf(process.pid) };
  // One process may open and close several devices.
  const content = JSON.stringify({ ...owner, name: own });
  writeFileSync(own, content, { flag: "wx" });
  try {
    while (!tryLink(own, lock)) {
      const present = readLock(lock);
      if (present === undefined) continue;
      const holder = ownerOf(present);
      if (holder !== undefined && isRunning(holder)) {
        throw new Error(
          `The dataDir "${dataDir}" belongs to a device of process ${holder.pid}. Close that one, or give each device a folder of its own.`,
        );
      }
      takeAway(lock, present);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    if (readLock(lock) === content) rmSync(lock, { force: true });
  };
}

/** A link is made at once with its content, or not at all. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Takes a stale lock away, but not one that somebody else put there meanwhile. */
function takeAway(lock: string, stale: string): void {
  const aside = `${lock}.${randomBytes(8).toString("hex")}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  if (readLock(aside) !== stale) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function readLock(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** `undefined` for a lock that nobody can have made, such as one that a crash of the machine left empty. */
function ownerOf(content: string): Owner | undefined {
  try {
    const owner = JSON.parse(content) as Partial<Owner> | null;
    return typeof owner?.pid === "number" && typeof owner.started === "string"
      ? { pid: owner.pid, started: owner.started }
      : undefined;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It runs, but belongs to somebody else.
    if (errorCode(error) !== "EPERM") return false;
  }
  return started === startOf(pid);
}

/** When a process was started, in a form that only this machine understands; `"ended"` for one whose parent did not notice yet. */
function startOf(pid: number): string {
  if (process.platform !== "linux") return "";
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may have spaces; behind it come the state and, as the 22nd field of all, the start.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? "ended" : `${boot} ${fields[18]}`;
  } catch {
    return "";
  }
}
