import type { SyncApi } from "../api.ts";
import { WINDOW_INFO_SHAPE, readWindowInfo, type WindowInfo } from "./system-info.ts";

/**
 * Tells the sizes of screen and window.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getWindowInfo.html
 */
export const getWindowInfo: SyncApi<[], WindowInfo> = {
  name: "getWindowInfo",
  reference: "base/system",
  params: [],
  result: WINDOW_INFO_SHAPE,
  call: (_parameters, { ports }) => readWindowInfo(ports.system),
};
