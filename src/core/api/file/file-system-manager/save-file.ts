import type { MethodApi } from "../../api.ts";
import { openWords } from "../path-words.ts";
import { planSave } from "../saved-file.ts";

/**
 * Moves a temporary file to the saved files, or to a path of the user area.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.saveFile.html
 */
export const saveFile: MethodApi<
  { tempFilePath: string; filePath?: string },
  { savedFilePath: string },
  never,
  [tempFilePath: string, filePath?: string],
  string
> = {
  name: "saveFile",
  params: { tempFilePath: { type: "string", required: true }, filePath: { type: "string" } },
  result: { savedFilePath: true },
  sync: { takes: "arguments", returns: "savedFilePath" },
  runSync({ tempFilePath, filePath }, context) {
    const { temporary, target } = planSave(tempFilePath, filePath, context);
    context.storedFiles.adoptSync(temporary, target, openWords(filePath ?? tempFilePath));
    return { savedFilePath: filePath ?? target };
  },
  async run({ tempFilePath, filePath }, context) {
    const { temporary, target } = planSave(tempFilePath, filePath, context);
    await context.storedFiles.adopt(temporary, target, openWords(filePath ?? tempFilePath));
    return { savedFilePath: filePath ?? target };
  },
};
