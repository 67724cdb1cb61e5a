/** Where a path or URL that an app names leads to. */
export type Location =
  /** A file of the device: `wxfile://tmp/…`, `wxfile://store/…` or `wxfile://usr/…`. */
  | { kind: "local"; path: string }
  /** A file of the package, without a leading slash. */
  | { kind: "package"; path: string }
  /** An `http:`, `https:` or `data:` URL. */
  | { kind: "remote"; url: string };

const LOCAL = /^(?:wxfile|http):\/\/(tmp|store|usr)\//;
const REMOTE = /^(?:https?:\/\/|data:)/i;
const SCHEME = /^[a-z][a-z\d+.-]*:/i;

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
