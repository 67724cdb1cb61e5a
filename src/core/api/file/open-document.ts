import type { DocumentType } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import { baseName, toLocalPath } from "../local-path.ts";
import { WxError } from "../wx-error.ts";

const TYPES: readonly DocumentType[] = ["pdf", "docx", "xlsx", "pptx"];
const UNABLE_TO_OPEN = { reason: "filetype not supported", errno: 1300301 };

/** Options of `wx.openDocument`. */
export interface OpenDocumentOptions {
  /** A local path, such as that of a downloaded file. */
  filePath: string;
  /** What the file is taken for, whatever its extension says. */
  fileType?: string;
  /** Whether the person may save and share the document. */
  showMenu?: boolean;
}

/**
 * Shows a document on a page of its own, over the app.
 *
 * Differs from WeChat: the old formats of Office are not shown, and of slides only text, tables and pictures.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.openDocument.html
 */
export const openDocument: AsyncApi<OpenDocumentOptions, void, "showMenu"> = {
  name: "openDocument",
  reference: "file",
  notes:
    "Shows `pdf`, `docx`, `xlsx` and `pptx`, of slides only text, tables and pictures; `doc`, `xls` and `ppt` fail with " +
    "`filetype not supported`. Documents load nothing from the network. Headless, the document is checked and listed.",
  params: {
    filePath: { type: "string", required: true },
    fileType: { type: "string", values: TYPES },
    showMenu: { type: "boolean", default: false },
  },
  result: {},
  failures: {
    "not-found": { reason: "file doesn't exist", errno: 1300002 },
    "invalid-data": UNABLE_TO_OPEN,
  },
  async run({ filePath, fileType, showMenu }, { ports }) {
    const path = toLocalPath(filePath);
    await ports.files.stat(path);
    const name = baseName(path);
    const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
    const wanted = fileType?.toLowerCase() ?? extension;
    const type = TYPES.find((known) => known === wanted);
    if (type === undefined) throw new WxError(UNABLE_TO_OPEN.reason, UNABLE_TO_OPEN.errno);
    await ports.presenter.openDocument({
      path,
      type,
      name: extension === type ? name : `${name}.${type}`,
      hasMenu: showMenu,
    });
  },
};
