import type { MethodApi } from "../../api.ts";
import { fileFailure } from "../file-failure.ts";
import { pathWords } from "../path-words.ts";
import { isWxError } from "../../wx-error.ts";

/**
 * Tells whether something is at a path, by failing if not.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.access.html
 */
export const access: MethodApi<{ path: string }, void, never, [path: string], void> = {
  name: "access",
  params: { path: { type: "string", required: true } },
  result: {},
  sync: { takes: "arguments" },
  runSync({ path }, { storedFiles }) {
    const words = pathWords(path);
    try {
      storedFiles.find(path, words);
    } catch (error) {
      // It has no other reason: what an app may not see is not there.
      throw isWxError(error) && error.errno !== 100 ? fileFailure("not found", words.detail, error) : error;
    }
  },
};
