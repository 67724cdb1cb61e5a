import { isHostError } from "../../ports/index.ts";
import { parseLocalPath } from "../../protocol/index.ts";
import type { CallbackApi } from "../api.ts";
import { WxError } from "../wx-error.ts";
import { noFile } from "./file-failure.ts";

/**
 * Saves a copy of a local file of any kind to the person's disk, under its own name.
 *
 * Differs from WeChat: in a browser it goes to the downloads, and it works on every device, not only on computers.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.saveFileToDisk.html
 */
export const saveFileToDisk: CallbackApi<{ filePath: string }, void> = {
  name: "saveFileToDisk",
  reference: "file",
  notes: "In a browser the file goes to the downloads; headless it joins `device.savedToDisk`.",
  hasPromise: false,
  params: { filePath: { type: "string", required: true } },
  result: {},
  failures: {
    "not-found": { reason: "file not exist", errno: 1300002 },
  },
  async run({ filePath }, { ports }) {
    const parsed = parseLocalPath(filePath);
    if (typeof parsed === "string") throw noFile();
    await ports.files.stat(parsed.path);
    try {
      await ports.personalDisk.save(parsed.path);
    } catch (error) {
      // Nobody asked the person: it is the system that did not allow it.
      if (isHostError(error) && error.code === "denied") {
        throw new WxError("system permission denied", 3, { cause: error });
      }
      throw error;
    }
  },
};
