import type { FileKind } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import { parameterError } from "../wx-error.ts";

const MAX_COUNT = 100;
const TYPES = ["all", "video", "image", "file"] as const;
const KINDS: readonly FileKind[] = ["image", "video", "file"];

/** Options of `wx.chooseMessageFile`. */
export interface ChooseMessageFileOptions {
  /** At most so many files, 0–100. */
  count: number;
  /** `all`, or only `video`, `image` or `file`, which is neither. */
  type?: string;
  /** Only files with these extensions, such as `["pdf", ".docx"]`; only of the type `file`. */
  extension?: string[];
}

/** Result of `wx.chooseMessageFile`, in the order of selection. */
export interface ChooseMessageFileResult {
  tempFiles: {
    path: string;
    size: number;
    /** Name of the original file. */
    name: string;
    type: FileKind;
    /** When it was last changed, seconds since 1970. */
    time: number;
  }[];
}

/**
 * Lets the person choose files.
 *
 * Differs from WeChat: they are files of the person's machine, since there are no conversations; `time` is when the file was last changed.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseMessageFile.html
 */
export const chooseMessageFile: AsyncApi<ChooseMessageFileOptions, ChooseMessageFileResult, "type"> = {
  name: "chooseMessageFile",
  reference: "media/image",
  notes: "In a browser the person chooses files of their machine; headless they are those of `device.messageFiles`.",
  params: {
    count: { type: "number", required: true },
    type: { type: "string", default: "all", values: TYPES },
    extension: { type: "array", items: { type: "string" } },
  },
  result: { tempFiles: { path: true, size: true, name: true, type: true, time: true } },
  async run({ count, type, extension = [] }, { ports, temporaryRoom }) {
    if (!(count >= 0 && count <= MAX_COUNT)) {
      throw parameterError(`parameter.count should be from 0 to ${MAX_COUNT}`);
    }
    const extensions = extension.map((name) => name.replace(/^\./, "").toLowerCase());
    if (extensions.includes("")) throw parameterError("parameter.extension should have no empty string");
    const limit = Math.trunc(count);
    if (limit === 0) return { tempFiles: [] };
    const kinds = KINDS.filter((kind) => kind === type);
    const files = await ports.picker.chooseFiles({
      count: limit,
      kinds: kinds.length > 0 ? kinds : [...KINDS],
      extensions: type === "file" ? extensions : [],
    });
    await temporaryRoom.take(files.map(({ path }) => path));
    return {
      tempFiles: files.slice(0, limit).map(({ path, sizeBytes, name, kind, modifiedMs }) => ({
        path,
        size: sizeBytes,
        name,
        type: kind,
        time: Math.floor(modifiedMs / 1000),
      })),
    };
  },
};
