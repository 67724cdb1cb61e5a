/** Endings with which a required module is looked for. */
const ENDINGS = ["", ".js", "/index.js", ".json"];

/**
 * Ids that the module which `specifier` names in the module `from` may have, in the order in which they are tried: relative to `from` (also
 * without `./`, as old code has it) or from the root with a leading slash, then in the folders `miniprogram_npm` on the way to the root.
 */
export function moduleCandidates(from: string, specifier: string): string[] {
  const folder = from.slice(0, Math.max(0, from.lastIndexOf("/")));
  const bases = [specifier.startsWith("/") ? normalize(specifier) : normalize(`${folder}/${specifier}`)];
  if (!/^\.{0,2}\//.test(specifier)) {
    for (let parent = folder; ; parent = parent.slice(0, Math.max(0, parent.lastIndexOf("/")))) {
      bases.push(normalize(`${parent}/miniprogram_npm/${specifier}`));
      if (parent === "") break;
    }
  }
  return bases.flatMap((base) => (base === undefined ? [] : ENDINGS.map((ending) => base + ending)));
}

/** Removes `.` and `..`; `undefined` for a path that leaves the app. */
function normalize(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
