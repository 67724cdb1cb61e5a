import type { MethodApi } from "../../api.ts";
import { OPEN_FLAGS, type OpenFlag } from "../open-flag.ts";

/** Options of `open`. */
export interface OpenOptions {
  filePath: string;
  /** @default "r" */
  flag?: OpenFlag;
}

/**
 * Opens a file and gives its descriptor: for reading in any area, for writing in the user area.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.open.html
 */
export const open: MethodApi<OpenOptions, { fd: string }, "flag", [options: OpenOptions], string> = {
  name: "open",
  notes: "At most 256 at once.",
  params: {
    filePath: { type: "string", required: true },
    flag: { type: "string", default: "r", values: Object.keys(OPEN_FLAGS) },
  },
  result: { fd: true },
  sync: { takes: "options", returns: "fd" },
  runSync: ({ filePath, flag }, { storedFiles }) => ({ fd: storedFiles.descriptors.open(filePath, flag) }),
};
