import type { ConsentSettings } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";

/** Options of `wx.getSetting` and `wx.openSetting`. */
export interface SettingOptions {
  /** Whether subscriptions to messages are told, too; no host has them. */
  withSubscriptions?: boolean;
}

/** What the person decided so far. */
export interface SettingResult {
  /** A scope that was never asked for is absent. */
  authSetting: ConsentSettings;
}

/**
 * Tells which permissions the person gave or refused.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/setting/wx.getSetting.html
 */
export const getSetting: AsyncApi<SettingOptions, SettingResult, "withSubscriptions"> = {
  name: "getSetting",
  reference: "open-api/setting",
  params: { withSubscriptions: { type: "boolean", default: false, isSupported: false } },
  result: { authSetting: true },
  run: async (_options, { permissions }) => ({ authSetting: permissions.settings() }),
};
