import type { ValueApi } from "../api.ts";

/**
 * Facts about the place where the app runs.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.env.html
 */
export const env: ValueApi<{ USER_DATA_PATH: string }> = {
  name: "env",
  reference: "base",
  value: () => ({ USER_DATA_PATH: "wxfile://usr" }),
};
