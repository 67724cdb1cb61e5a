import type { SlotApi } from "../api.ts";
import type { SocketTaskEvents } from "./sockets.ts";

/**
 * Tells that the connection is closed.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketClose.html
 */
export const onSocketClose: SlotApi<SocketTaskEvents["close"]> = {
  name: "onSocketClose",
  reference: "network/websocket",
  payload: { code: true, reason: true },
  listen: (emit, { sockets }) => sockets.on("close", emit),
};
