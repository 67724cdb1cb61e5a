import type { LocalPath } from "../../protocol/index.ts";
import { parseLocalPath } from "../../protocol/index.ts";
import type { CallContext } from "../call-context.ts";
import { fileFailure, noFile } from "./file-failure.ts";
import { openWords } from "./path-words.ts";

const STORE = "wxfile://store";

/** A file that was saved without a path of its own. */
export interface SavedFile {
  filePath: string;
  /** Bytes. */
  size: number;
  /** Seconds since 1970. */
  createTime: number;
}

/** Checks what is to be saved and finds out where it goes; without `filePath` to a new path among the saved files. */
export function planSave(
  tempFilePath: string,
  filePath: string | undefined,
  context: CallContext,
): { temporary: string; target: string } {
  const { storedFiles } = context;
  const parsed = parseLocalPath(tempFilePath);
  if (typeof parsed === "string" || parsed.area !== "tmp") throw fileFailure("no temporary");
  if (storedFiles.peek(parsed.path)?.isDirectory !== false) throw fileFailure("no temporary");
  if (filePath === undefined) return { temporary: parsed.path, target: newPath(parsed, context) };
  const open = openWords(filePath);
  // What is missing is the directory, and the text says so.
  const directory = filePath.slice(0, filePath.replace(/\/+$/, "").lastIndexOf("/"));
  const words = { detail: ` "${directory}"`, denied: open.denied };
  return { temporary: parsed.path, target: storedFiles.target(filePath, words).parsed.path };
}

/** Lists the saved files, oldest first. */
export function listSavedFiles({ storedFiles }: CallContext): SavedFile[] {
  const names = storedFiles.system.readdirSync(STORE);
  const files = names.map((name) => {
    const filePath = `${STORE}/${name}`;
    const { sizeBytes, modifiedMs } = storedFiles.system.statSync(filePath);
    return { name, createdMs: createdMs(name) ?? modifiedMs, filePath, size: sizeBytes };
  });
  files.sort((one, other) => one.createdMs - other.createdMs || (one.name < other.name ? -1 : 1));
  return files.map(({ createdMs, filePath, size }) => ({ filePath, size, createTime: Math.floor(createdMs / 1000) }));
}

/** Finds a saved file. Throws `file not exist` for any other path. */
export function findSavedFile(filePath: string, { storedFiles }: CallContext): { path: string; file: SavedFile } {
  const parsed = parseLocalPath(filePath);
  const isSaved = typeof parsed !== "string" && parsed.area === "store" && parsed.names.length === 1;
  const entry = isSaved ? storedFiles.peek(parsed.path) : undefined;
  if (!isSaved || entry === undefined) throw noFile();
  const created = createdMs(parsed.names[0] ?? "") ?? entry.modifiedMs;
  const file = { filePath, size: entry.sizeBytes, createTime: Math.floor(created / 1000) };
  return { path: parsed.path, file };
}

/** Makes a path that tells when the file was saved: a name is changed together with the file, at once. */
function newPath(source: LocalPath, { ports, storedFiles }: CallContext): string {
  const suffix = /\.[A-Za-z0-9]{1,16}$/.exec(source.path)?.[0] ?? "";
  for (;;) {
    const random = Math.random().toString(36).slice(2, 12).padEnd(10, "0");
    const path = `${STORE}/${Math.floor(ports.clock.nowMs()).toString(36)}-${random}${suffix}`;
    if (storedFiles.peek(path) === undefined) return path;
  }
}

function createdMs(name: string): number | undefined {
  const time = /^([\da-z]{1,9})-[\da-z]{10}(?:\.|$)/.exec(name)?.[1];
  return time === undefined ? undefined : Number.parseInt(time, 36);
}
