/** Where a path or URL that an app names leads to. */
export type Location =
  /** A file of the device: `wxfile://tmp/…`, `wxfile://store/…` or `wxfile://usr/…`. */
  | { kind: "local"; path: string }
  /** A file of the package, without a leading slash. */
  | { kind: "package"; path: string }
  /** An `http:`, `https:` or `data:` URL. */
  | { kind: "remote"; url: string };

const LOCAL = /^(?:wxfile|http):\/\/(tmp|store|usr)\//;
const DEVICE = /^(?:wxfile|http):\/\/(tmp|store|usr)(?=\/|$)/;
const FORBIDDEN = /[\0\\\p{Surrogate}]/u;
const REMOTE = /^(?:https?:\/\/|data:)/i;
const SCHEME = /^[a-z][a-z\d+.-]*:/i;

/** Where local files are: temporary, saved, of the user, of the package. */
export type LocalArea = "tmp" | "store" | "usr" | "package";

/** A local path, taken apart. */
export interface LocalPath {
  area: LocalArea;
  /** From the root of the area; empty for the area itself. */
  names: readonly string[];
  /** The one spelling of the path: `wxfile://usr/a/b`, or `/images/a.png` for the package. */
  path: string;
}

/** Why a path can't name a local file. */
export type LocalPathMistake =
  /** It leaves its area, is a URL, or has characters that no name may have. */
  | "outside"
  /** A name or the whole of it is too long. */
  | "too-long";

/** Longest name and longest path of a local file, bytes of UTF-8. */
export const MAX_NAME_BYTES = 255;
/** See {@link MAX_NAME_BYTES}. */
export const MAX_PATH_BYTES = 4096;

/**
 * Finds out what `source` names. A package path without a leading slash starts at the directory of `pagePath`.
 *
 * Returns `undefined` when it leads nowhere: it is empty, leaves the package, or has a scheme that apps may not use.
 */
export function locate(source: string, pagePath = ""): Location | undefined {
  const area = LOCAL.exec(source);
  if (area !== null) return { kind: "local", path: `wxfile://${area[1]}/${source.slice(area[0].length)}` };
  if (REMOTE.test(source)) return { kind: "remote", url: source };
  if (source === "" || SCHEME.test(source)) return undefined;
  const path = joinPackagePath(source.startsWith("/") ? "" : pagePath, source);
  return path === undefined ? undefined : { kind: "package", path };
}

/**
 * Takes a path that a file API was given apart, and gives it its one spelling.
 *
 * In the areas of the device, empty names are left out (`wxfile://usr//a/` is `wxfile://usr/a`). `.` and `..` are refused, as are NUL,
 * `\\` and halves of characters; nothing is decoded, so `%2e` is just a name. A package path may begin with a slash, but is plain otherwise.
 */
export function parseLocalPath(source: string): LocalPath | LocalPathMistake {
  const device = DEVICE.exec(source);
  if (device === null && SCHEME.test(source)) return "outside";
  const [prefix = "", area = "package"] = device ?? [];
  const isDevice = device !== null;
  const rest = isDevice ? source.slice(prefix.length) : source.replace(/^\//, "");
  const names = rest.split("/").filter((name) => name !== "" || !isDevice);
  if (!names.every(isName)) return "outside";
  const path = isDevice ? ["wxfile:/", area, ...names].join("/") : `/${names.join("/")}`;
  // A unit of UTF-16 is at most three bytes of UTF-8.
  if (path.length * 3 > MAX_NAME_BYTES) {
    const isLong = utf8Length(path) > MAX_PATH_BYTES || names.some((name) => utf8Length(name) > MAX_NAME_BYTES);
    if (isLong) return "too-long";
  }
  // The expression has no other areas.
  return { area: area as LocalArea, names, path };
}

/** Whether a file or directory of the device may be called so. */
function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !FORBIDDEN.test(name);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Returns the URL of a package file; `packageUrl` ends with a slash. */
export function packageFileUrl(packageUrl: string, path: string): string {
  return packageUrl + path.split("/").map(encodeURIComponent).join("/");
}

function joinPackagePath(from: string, path: string): string | undefined {
  const segments = from.split("/").slice(0, -1);
  for (const segment of path.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== "" && segment !== ".") {
      segments.push(segment);
    }
  }
  return segments.length === 0 ? undefined : segments.join("/");
}
