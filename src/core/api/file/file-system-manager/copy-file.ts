import type { MethodApi } from "../../api.ts";
import { pairWords } from "../path-words.ts";

/**
 * Copies a file of any area to the user area; a file that is there is replaced.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.copyFile.html
 */
export const copyFile: MethodApi<
  { srcPath: string; destPath: string },
  void,
  never,
  [srcPath: string, destPath: string],
  void
> = {
  name: "copyFile",
  params: { srcPath: { type: "string", required: true }, destPath: { type: "string", required: true } },
  result: {},
  sync: { takes: "arguments" },
  runSync({ srcPath, destPath }, { storedFiles }) {
    storedFiles.copySync(srcPath, destPath, pairWords("copyFile", srcPath, destPath));
  },
  run: ({ srcPath, destPath }, { storedFiles }) =>
    storedFiles.copy(srcPath, destPath, pairWords("copyFile", srcPath, destPath)),
};
