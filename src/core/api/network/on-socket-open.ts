import type { SlotApi } from "../api.ts";
import type { SocketTaskEvents } from "./sockets.ts";

/**
 * Tells that the connection is open, and of the headers of the answer.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.onSocketOpen.html
 */
export const onSocketOpen: SlotApi<Pick<SocketTaskEvents["open"], "header">> = {
  name: "onSocketOpen",
  reference: "network/websocket",
  payload: { header: true },
  listen: (emit, { sockets }) => sockets.on("open", emit),
};
