import type { SyncApi } from "../api.ts";
import { APP_BASE_INFO_SHAPE, readAppBaseInfo, type AppBaseInfo } from "./system-info.ts";

/**
 * Tells versions, language and theme.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getAppBaseInfo.html
 */
export const getAppBaseInfo: SyncApi<[], AppBaseInfo> = {
  name: "getAppBaseInfo",
  reference: "base/system",
  params: [],
  result: APP_BASE_INFO_SHAPE,
  call: (_parameters, { ports }) => readAppBaseInfo(ports.system),
};
