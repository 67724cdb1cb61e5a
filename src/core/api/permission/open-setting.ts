import type { AsyncApi } from "../api.ts";
import type { SettingOptions, SettingResult } from "./get-setting.ts";

/**
 * Opens the page of settings, where the person changes what they decided; succeeds when they leave it.
 *
 * Differs from WeChat: it need not be called from a tap.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/setting/wx.openSetting.html
 */
export const openSetting: AsyncApi<SettingOptions, SettingResult, "withSubscriptions"> = {
  name: "openSetting",
  reference: "open-api/setting",
  notes: "It need not be called from a tap.",
  params: { withSubscriptions: { type: "boolean", default: false, isSupported: false } },
  result: { authSetting: true },
  run: async (_options, { permissions }) => ({ authSetting: await permissions.openSettings() }),
};
