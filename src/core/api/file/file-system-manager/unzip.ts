import type { MethodApi } from "../../api.ts";
import { parseLocalPath } from "../../../protocol/index.ts";
import { fileFailure, inWords } from "../file-failure.ts";
import type { PathWords } from "../path-words.ts";
import type { StoredFiles } from "../stored-files.ts";
import { openZip, readZipFile, type ZipEntry } from "../zip.ts";

/**
 * Unpacks a ZIP file into a directory of the user area, which is made if only it is missing.
 *
 * Before anything is written, a name that leads out of the directory, or more content than there is room for, fails the whole call. Each
 * file is whole or not there after a crash; files before it may be there.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.unzip.html
 */
export const unzip: MethodApi<{ zipFilePath: string; targetPath: string }, void> = {
  name: "unzip",
  notes: "Neither encrypted files nor ZIP64.",
  params: { zipFilePath: { type: "string", required: true }, targetPath: { type: "string", required: true } },
  result: {},
  async run({ zipFilePath, targetPath }, { storedFiles }) {
    const detail = `, unzip ${zipFilePath} -> `;
    const words = { detail: `${detail}"${targetPath}"`, denied: `${detail}${targetPath}` };
    const zip = storedFiles.findFile(zipFilePath, words).parsed.path;
    const root = storedFiles.parseWritable(targetPath, words);
    const file = await openZip(storedFiles.files, zip);
    const { entries } = file;
    const targets = entries.map((entry) => ({ entry, path: within(root.path, entry) }));
    storedFiles.requireRoom(entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));

    requireDirectory(storedFiles, root.path, false, words);
    for (const { entry, path } of targets) {
      requireDirectory(storedFiles, entry.isDirectory ? path : path.slice(0, path.lastIndexOf("/")), true, words);
      if (entry.isDirectory) continue;
      const bytes = await readZipFile(file, entry);
      storedFiles.replace(path, bytes, words);
    }
  },
};

function within(root: string, { path }: ZipEntry): string {
  const isPlain = !path.startsWith("/") && !path.replace(/\/$/, "").includes("//");
  const parsed = isPlain ? parseLocalPath(`${root}/${path}`) : "outside";
  if (typeof parsed === "string" || parsed.path === root) throw fileFailure("unzip entry");
  return parsed.path;
}

function requireDirectory(files: StoredFiles, path: string, recursive: boolean, words: PathWords): void {
  const entry = inWords(words, () => files.peek(path));
  if (entry?.isDirectory === false) throw fileFailure("no directory", words.detail);
  if (entry === undefined) files.makeDirectory(path, recursive, words);
}
