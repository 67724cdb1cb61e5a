import type { MethodApi } from "../../api.ts";

/**
 * Closes a descriptor; what was written is durable then.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.close.html
 */
export const close: MethodApi<{ fd: string }, void, never, [options: { fd: string }], undefined> = {
  name: "close",
  params: { fd: { type: "string", required: true } },
  result: {},
  sync: { takes: "options" },
  runSync: ({ fd }, { storedFiles }) => storedFiles.descriptors.close(fd),
};
