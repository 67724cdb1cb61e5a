import { isHostError } from "../../ports/index.ts";
import { WxError } from "../wx-error.ts";
import type { PathWords } from "./path-words.ts";

/** Why a file API fails. */
export type FileReason =
  | "not permitted"
  | "not found"
  | "bad descriptor"
  | "read only"
  | "outside"
  | "no directory"
  | "invalid argument"
  | "too long"
  | "not empty"
  | "full"
  | "directory"
  | "exists"
  | "length"
  | "offset"
  | "position"
  | "unzip open"
  | "unzip entry"
  | "brotli"
  | "no temporary"
  | "descriptor mode"
  | "descriptor count"
  | "flag"
  | "flag denied";

/** The platform's words for them, and its numbers. */
const REASONS: Readonly<Record<FileReason, readonly [reason: string, errno: number]>> = {
  "not permitted": ["operation not permitted", 1300001],
  "not found": ["no such file or directory", 1300002],
  "bad descriptor": ["bad file descriptor", 1300009],
  "read only": ["permission denied", 1300013],
  outside: ["permission denied", 1300014],
  "no directory": ["not a directory", 1300020],
  "invalid argument": ["invalid argument", 1300022],
  "too long": ["file name too long", 1300036],
  "not empty": ["directory not empty", 1300066],
  full: ["the maximum size of the file storage limit is exceeded", 1300202],
  directory: ["illegal operation on a directory", 1301003],
  exists: ["file already exists", 1301005],
  length: ["value of length is out of range", 1301006],
  offset: ["value of offset is out of range", 1301007],
  position: ["value of position is out of range", 1301009],
  "unzip open": ["unzip open file fail", 1301102],
  "unzip entry": ["unzip entry fail", 1301103],
  brotli: ["brotli decompress fail", 1301111],
  "no temporary": ["tempFilePath file not exist", 1301112],
  "descriptor mode": ["permission denied, fd is write-only or read-only", 1302001],
  "descriptor count": ["exceed max concurrent fd limit", 1302002],
  flag: ["invalid flag", 1302003],
  "flag denied": ["permission denied", 1302004],
};

/** Makes a failure in the platform's words; `detail` follows the reason. */
export function fileFailure(reason: FileReason, detail = "", cause?: unknown): WxError {
  const [text, errno] = REASONS[reason];
  return new WxError(text + detail, errno, { cause });
}

/** Makes the failure of an API that says only that there is no such file. */
export function noFile(cause?: unknown): WxError {
  return new WxError("file not exist", 1300002, { cause });
}

/** Puts what a host says into the platform's words. */
export function toFileFailure(error: unknown, words: PathWords): unknown {
  if (!isHostError(error)) return error;
  switch (error.code) {
    case "not-found":
      return fileFailure("not found", words.detail, error);
    case "denied":
      return fileFailure("read only", words.denied, error);
    case "quota":
      return fileFailure("full", "", error);
    default:
      return error;
  }
}

/** Does work whose failures are said in `words`. */
export function inWords<Result>(words: PathWords, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw toFileFailure(error, words);
  }
}
