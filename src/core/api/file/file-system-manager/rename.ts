import type { MethodApi } from "../../api.ts";
import { pairWords } from "../path-words.ts";

/**
 * Gives a file or directory of the user area another path there; a file that is there is replaced.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.rename.html
 */
export const rename: MethodApi<
  { oldPath: string; newPath: string },
  void,
  never,
  [oldPath: string, newPath: string],
  void
> = {
  name: "rename",
  params: { oldPath: { type: "string", required: true }, newPath: { type: "string", required: true } },
  result: {},
  sync: { takes: "arguments" },
  runSync({ oldPath, newPath }, { storedFiles }) {
    storedFiles.rename(oldPath, newPath, pairWords("rename", oldPath, newPath));
  },
};
