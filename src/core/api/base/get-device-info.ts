import type { SyncApi } from "../api.ts";
import { DEVICE_INFO_SHAPE, readDeviceInfo, type DeviceInfo } from "./system-info.ts";

/**
 * Tells what the device is.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getDeviceInfo.html
 */
export const getDeviceInfo: SyncApi<[], DeviceInfo> = {
  name: "getDeviceInfo",
  reference: "base/system",
  params: [],
  result: DEVICE_INFO_SHAPE,
  call: (_parameters, { ports }) => readDeviceInfo(ports.system),
};
