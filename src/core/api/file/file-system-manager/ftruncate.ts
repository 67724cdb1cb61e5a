import type { MethodApi } from "../../api.ts";
import { checkLength } from "../truncate-length.ts";

/**
 * Cuts an open file, or fills it up with zeros.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.ftruncate.html
 */
export const ftruncate: MethodApi<
  { fd: string; length?: number },
  void,
  "length",
  [options: { fd: string; length?: number }],
  undefined
> = {
  name: "ftruncate",
  params: { fd: { type: "string", required: true }, length: { type: "number", default: 0 } },
  result: {},
  sync: { takes: "options" },
  runSync({ fd, length }, { storedFiles }) {
    storedFiles.descriptors.truncate(fd, checkLength(length));
  },
};
