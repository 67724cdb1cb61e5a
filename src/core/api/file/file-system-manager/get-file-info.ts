import type { MethodApi } from "../../api.ts";
import { digestFile } from "../digest.ts";
import type { FileInfo, GetFileInfoOptions } from "../get-file-info.ts";

const ALGORITHMS = ["md5", "sha1", "sha256"] as const;

/**
 * Tells size and digest of a local file of any kind.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.getFileInfo.html
 */
export const getFileInfo: MethodApi<GetFileInfoOptions, FileInfo, "digestAlgorithm"> = {
  name: "getFileInfo",
  params: {
    filePath: { type: "string", required: true },
    digestAlgorithm: { type: "string", default: "md5", values: ALGORITHMS },
  },
  result: { size: true, digest: true },
  run: ({ filePath, digestAlgorithm }, { ports }) => digestFile(ports.files, filePath, digestAlgorithm, ALGORITHMS),
};
