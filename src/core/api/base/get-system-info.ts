import type { AsyncApi } from "../api.ts";
import { SYSTEM_INFO_SHAPE, readSystemInfo, type FullSystemInfo } from "./system-info.ts";

/**
 * Tells everything about device, window and surroundings.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getSystemInfo.html
 */
export const getSystemInfo: AsyncApi<{}, FullSystemInfo> = {
  name: "getSystemInfo",
  reference: "base/system",
  params: {},
  result: SYSTEM_INFO_SHAPE,
  run: async (_options, { ports }) => readSystemInfo(ports.system),
};
