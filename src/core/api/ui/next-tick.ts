import type { SyncApi } from "../api.ts";

/**
 * Calls back after the `setData` of the current synchronous work was applied.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/custom-component/wx.nextTick.html
 */
export const nextTick: SyncApi<[callback: () => void], void> = {
  name: "nextTick",
  reference: "ui/custom-component",
  params: [{ name: "callback", type: "function", required: true }],
  result: {},
  call([callback], { app }) {
    app.afterRender(() => {
      try {
        callback();
      } catch (error) {
        app.reportError(error);
      }
    });
  },
};
