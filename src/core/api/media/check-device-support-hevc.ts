import type { CallbackApi } from "../api.ts";

/** Result of `wx.checkDeviceSupportHevc`. */
export interface HevcSupport {
  /** Whether videos that are encoded as HEVC (H.265) play. */
  supportHevc: boolean;
}

/**
 * Tells whether videos that are encoded as HEVC (H.265) play on this device.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.checkDeviceSupportHevc.html
 */
export const checkDeviceSupportHevc: CallbackApi<{}, HevcSupport> = {
  name: "checkDeviceSupportHevc",
  reference: "media/video",
  notes: "As the browser says; headless `false`, as there is no decoder.",
  hasPromise: false,
  params: {},
  result: { supportHevc: true },
  run: async (_options, { ports }) => ({ supportHevc: await ports.videoReader.canDecodeHevc() }),
};
