import type { AsyncApi } from "../api.ts";
import { digestFile } from "./digest.ts";

const ALGORITHMS = ["md5", "sha1"] as const;

/** Options of `wx.getFileInfo`. */
export interface GetFileInfoOptions {
  filePath: string;
  /** `md5` or `sha1`. @default "md5" */
  digestAlgorithm?: string;
}

/** Result of `wx.getFileInfo`. */
export interface FileInfo {
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  digest: string;
}

/**
 * Tells size and digest of a local file of any kind.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.getFileInfo.html
 */
export const getFileInfo: AsyncApi<GetFileInfoOptions, FileInfo, "digestAlgorithm"> = {
  name: "getFileInfo",
  reference: "file",
  hasErrCode: true,
  params: {
    filePath: { type: "string", required: true },
    digestAlgorithm: { type: "string", default: "md5", values: ALGORITHMS },
  },
  result: { size: true, digest: true },
  run: ({ filePath, digestAlgorithm }, { ports }) => digestFile(ports.files, filePath, digestAlgorithm, ALGORITHMS),
};
