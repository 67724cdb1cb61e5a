import type { SlotApi } from "../api.ts";
import type { SocketTaskEvents } from "./sockets.ts";

/**
 * Tells of every message: text as a string, anything else as an `ArrayBuffer`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketMessage.html
 */
export const onSocketMessage: SlotApi<SocketTaskEvents["message"]> = {
  name: "onSocketMessage",
  reference: "network/websocket",
  payload: { data: true },
  listen: (emit, { sockets }) => sockets.on("message", emit),
};
