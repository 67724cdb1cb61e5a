import type { MethodApi } from "../../api.ts";
import { inWords } from "../file-failure.ts";
import { pathWords } from "../path-words.ts";
import { STATS_SHAPE, toStats, type FileStats, type Stats } from "../stats.ts";
import type { StoredFiles } from "../stored-files.ts";

/**
 * Tells facts about a file or directory; with `recursive`, about all in a directory. The array has the facts by path, too.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.stat.html
 */
export const stat: MethodApi<
  { path: string; recursive?: boolean },
  { stats: Stats | FileStats[] },
  "recursive",
  [path: string, recursive?: boolean],
  Stats | FileStats[]
> = {
  name: "stat",
  params: { path: { type: "string", required: true }, recursive: { type: "boolean", default: false } },
  result: { stats: STATS_SHAPE },
  sync: { takes: "arguments", returns: "stats" },
  runSync({ path, recursive }, { storedFiles }) {
    const words = pathWords(path);
    const { parsed, entry } = storedFiles.find(path, words);
    if (!recursive || !entry.isDirectory) return { stats: toStats(entry) };
    const all = inWords(words, () => collect(storedFiles, parsed.path, ""));
    // The platform's own example takes it for a map.
    for (const { path: key, stats } of all) Object.defineProperty(all, key, { value: stats, enumerable: false });
    return { stats: all };
  },
};

function collect(files: StoredFiles, root: string, below: string): FileStats[] {
  const entry = files.system.statSync(root + below);
  const own: FileStats = { path: below === "" ? "/" : below, stats: toStats(entry) };
  if (!entry.isDirectory) return [own];
  const names = files.system.readdirSync(root + below).toSorted();
  return [own, ...names.flatMap((name) => collect(files, root, `${below}/${name}`))];
}
