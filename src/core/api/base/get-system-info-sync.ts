import type { SyncApi } from "../api.ts";
import { SYSTEM_INFO_SHAPE, readSystemInfo, type FullSystemInfo } from "./system-info.ts";

/**
 * Tells everything about device, window and surroundings.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getSystemInfoSync.html
 */
export const getSystemInfoSync: SyncApi<[], FullSystemInfo> = {
  name: "getSystemInfoSync",
  reference: "base/system",
  params: [],
  result: SYSTEM_INFO_SHAPE,
  call: (_parameters, { ports }) => readSystemInfo(ports.system),
};
