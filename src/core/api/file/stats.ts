import type { FileEntry } from "../../ports/index.ts";
import type { AnyShape } from "../api.ts";

/** Facts about a file or directory. */
export interface Stats {
  /** Kind and permissions as in POSIX. */
  mode: number;
  /** Bytes; 0 for a directory. */
  size: number;
  /** Seconds since 1970. */
  lastAccessedTime: number;
  /** Seconds since 1970. */
  lastModifiedTime: number;
  isDirectory(): boolean;
  isFile(): boolean;
}

/** One entry of what a recursive `stat` gives. */
export interface FileStats {
  /** From the directory that was asked for, which is `/` itself. */
  path: string;
  stats: Stats;
}

/** The fields of {@link Stats}. */
export const STATS_SHAPE: AnyShape = {
  mode: true,
  size: true,
  lastAccessedTime: true,
  lastModifiedTime: true,
  isDirectory: true,
  isFile: true,
};

const DIRECTORY_MODE = 0o040777;
const FILE_MODE = 0o100666;

/** Puts what a host says into the form that apps see. */
export function toStats({ isDirectory, sizeBytes, modifiedMs, accessedMs }: FileEntry): Stats {
  return {
    mode: isDirectory ? DIRECTORY_MODE : FILE_MODE,
    size: sizeBytes,
    lastAccessedTime: Math.floor(accessedMs / 1000),
    lastModifiedTime: Math.floor(modifiedMs / 1000),
    isDirectory: () => isDirectory,
    isFile: () => !isDirectory,
  };
}
