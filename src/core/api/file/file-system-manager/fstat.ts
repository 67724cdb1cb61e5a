import type { MethodApi } from "../../api.ts";
import { STATS_SHAPE, toStats, type Stats } from "../stats.ts";

/**
 * Tells facts about an open file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.fstat.html
 */
export const fstat: MethodApi<{ fd: string }, { stats: Stats }, never, [options: { fd: string }], Stats> = {
  name: "fstat",
  params: { fd: { type: "string", required: true } },
  result: { stats: STATS_SHAPE },
  sync: { takes: "options", returns: "stats" },
  runSync: ({ fd }, { storedFiles }) => ({ stats: toStats(storedFiles.descriptors.stat(fd)) }),
};
