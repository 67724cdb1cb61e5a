import type { SlotApi } from "../api.ts";
import type { SocketTaskEvents } from "./sockets.ts";

/**
 * Tells that the connection failed; `onSocketClose` with code 1006 follows.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketError.html
 */
export const onSocketError: SlotApi<SocketTaskEvents["error"]> = {
  name: "onSocketError",
  reference: "network/websocket",
  payload: { errMsg: true, errno: true },
  listen: (emit, { sockets }) => sockets.on("error", emit),
};
