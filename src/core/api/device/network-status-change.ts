import type { NetworkType } from "../../ports/index.ts";
import type { EventApi } from "../api.ts";

/** What a listener of `wx.onNetworkStatusChange` gets. */
export interface NetworkStatus {
  isConnected: boolean;
  networkType: NetworkType;
}

/**
 * Tells when the device loses its network, gets it back, or changes to one of another kind.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/device/network/wx.onNetworkStatusChange.html
 */
export const networkStatusChange: EventApi<NetworkStatus> = {
  name: "networkStatusChange",
  reference: "device/network",
  payload: { isConnected: true, networkType: true },
  subscribe(emit, { ports: { network } }) {
    let last = network.currentSync().type;
    return network.onChange(({ type }) => {
      if (type === last) return;
      last = type;
      emit({ isConnected: type !== "none", networkType: type });
    });
  },
};
