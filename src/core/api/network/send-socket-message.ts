import type { AsyncApi } from "../api.ts";
import { tagOf } from "../parameters.ts";
import { parameterError, WxError } from "../wx-error.ts";

/** Options of `wx.sendSocketMessage` and `SocketTask.send`. */
export interface SendSocketMessageOptions {
  /** A string is sent as text, an `ArrayBuffer` as bytes. */
  data: string | ArrayBuffer;
}

/**
 * Sends a message through the connection that the functions of `wx` act on.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.sendSocketMessage.html
 */
export const sendSocketMessage: AsyncApi<SendSocketMessageOptions, void> = {
  name: "sendSocketMessage",
  reference: "network/websocket",
  notes: "Succeeds when the message was handed to the network.",
  params: { data: { type: ["string", "arrayBuffer"], required: true } },
  result: {},
  async run({ data }, { sockets, background }) {
    checkMessage(data);
    background.check();
    if (sockets.bound?.send(data) !== true) throw new WxError("WebSocket is not connected");
  },
};

/** Throws for views of buffers: other APIs take them, but the platform sends buffers only. */
export function checkMessage(data: unknown): void {
  if (ArrayBuffer.isView(data)) throw parameterError(`parameter.data should be String instead of ${tagOf(data)};`);
}
