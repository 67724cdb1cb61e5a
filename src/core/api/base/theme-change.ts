import type { EventApi } from "../api.ts";

/**
 * Tells of every change between light and dark.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onThemeChange.html
 */
export const themeChange: EventApi<{ theme: "light" | "dark" }> = {
  name: "themeChange",
  reference: "base/app/app-event",
  payload: { theme: true },
  subscribe(emit, { ports: { system } }) {
    let last = system.infoSync().theme;
    return system.onChange(({ theme }) => {
      if (theme === last) return;
      last = theme;
      emit({ theme });
    });
  },
};
