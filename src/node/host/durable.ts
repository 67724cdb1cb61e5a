import { closeSync, fdatasyncSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Writes all of `bytes` into an open file; at its end without a position. */
export function writeAllSync(fd: number, bytes: Uint8Array, position?: number): void {
  let written = 0;
  // The operating system may take less than all of it.
  while (written < bytes.length) {
    const at = position === undefined ? null : position + written;
    written += writeSync(fd, bytes, written, bytes.length - written, at);
  }
}

/** Makes a new file whose content is on the disk when this returns. A failure leaves no file. */
export function writeNewSync(machinePath: string, bytes: Uint8Array): void {
  const fd = openSync(machinePath, "wx");
  try {
    writeAllSync(fd, bytes);
    fdatasyncSync(fd);
  } catch (error) {
    rmSync(machinePath, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Returns when the content of a file is on the disk. */
export function flushFileSync(machinePath: string): void {
  const fd = openSync(machinePath, "r+");
  try {
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Returns when the names in a directory are on the disk. */
export function flushDirectorySync(machinePath: string): void {
  // Windows can't, and writes names in order.
  if (process.platform === "win32") return;
  const fd = openSync(machinePath, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Puts a finished file into its place, over what is there; it is there for good when this returns. */
export function placeSync(from: string, to: string): void {
  renameSync(from, to);
  flushDirectorySync(dirname(to));
}
