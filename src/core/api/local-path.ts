import { locate } from "../protocol/index.ts";

/** Whether a path is an HTTP URL; `http://tmp/…`, `http://store/…` and `http://usr/…` are local files. */
export function isNetworkUrl(path: string): boolean {
  return /^https?:/i.test(path) && locate(path)?.kind === "remote";
}

/** The path that hosts know: package files (`images/a.png`) get their leading slash, everything else stays as it is. */
export function toLocalPath(path: string): string {
  return locate(path)?.kind === "package" && !path.startsWith("/") ? `/${path}` : path;
}

/** The local paths that `path` may mean on a page, best first: relative to the page, then to the root of the package. */
export function localPathCandidates(path: string, pagePath: string): string[] {
  if (locate(path)?.kind === "local") return [path];
  const locations = [locate(path, pagePath), locate(path)];
  const paths = locations.flatMap((location) => (location?.kind === "package" ? [`/${location.path}`] : []));
  return [...new Set(paths)];
}

/** The last component of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
