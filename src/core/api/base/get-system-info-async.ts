import type { AsyncApi } from "../api.ts";
import { SYSTEM_INFO_SHAPE, readSystemInfo, type FullSystemInfo } from "./system-info.ts";

/**
 * Tells the same as `wx.getSystemInfo`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getSystemInfoAsync.html
 */
export const getSystemInfoAsync: AsyncApi<{}, FullSystemInfo> = {
  name: "getSystemInfoAsync",
  reference: "base/system",
  params: {},
  result: SYSTEM_INFO_SHAPE,
  run: async (_options, { ports }) => readSystemInfo(ports.system),
};
