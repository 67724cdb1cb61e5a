import type { NetworkType } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";

/** Result of `wx.getNetworkType`. */
export interface NetworkTypeResult {
  networkType: NetworkType;
  /** Whether an app should ask little of the network; absent where the host can't tell. */
  weakNet?: boolean;
}

/**
 * Tells how the device is connected.
 *
 * Differs from WeChat: there is neither `signalStrength` nor `hasSystemProxy`. A browser that hides the kind of its network tells how
 * fast it is (`2g` to `4g`), or `unknown`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/device/network/wx.getNetworkType.html
 */
export const getNetworkType: AsyncApi<{}, NetworkTypeResult> = {
  name: "getNetworkType",
  reference: "device/network",
  notes: "Browsers that hide the kind of their network tell its speed (`2g` to `4g`), or `unknown` and no `weakNet`.",
  params: {},
  result: { networkType: true, weakNet: true },
  async run(_options, { ports }) {
    const { type, isWeak } = ports.network.currentSync();
    return isWeak === undefined ? { networkType: type } : { networkType: type, weakNet: isWeak };
  },
};
