import type { AsyncApi } from "../api.ts";
import { parameterError, WxError } from "../wx-error.ts";
import { SOCKET_STATES, type SocketClosing } from "./sockets.ts";

/** Options of `wx.closeSocket` and `SocketTask.close`. */
export interface CloseSocketOptions {
  /** 1000, or from 3000 to 4999. @default 1000 */
  code?: number;
  /** At most 123 bytes as UTF-8. @default "" */
  reason?: string;
}

/** Limit of the protocol. */
const MAX_REASON_BYTES = 123;

/**
 * Closes the connection that the functions of `wx` act on.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.closeSocket.html
 */
export const closeSocket: AsyncApi<CloseSocketOptions, void, "code" | "reason"> = {
  name: "closeSocket",
  reference: "network/websocket",
  notes: "Works only while the connection is open. Codes are 1000 and 3000 to 4999, reasons have at most 123 bytes.",
  params: { code: { type: "number", default: 1000 }, reason: { type: "string", default: "" } },
  result: {},
  async run(options, { sockets, background }) {
    const closing = toClosing(options);
    background.check();
    const { bound } = sockets;
    if (bound?.state !== SOCKET_STATES.OPEN) throw new WxError("WebSocket is not connected");
    bound.close(closing);
  },
};

/** Checks what an app may close a connection with. */
export function toClosing({ code, reason }: SocketClosing): SocketClosing {
  if (code !== 1000 && !(Number.isInteger(code) && code >= 3000 && code <= 4999)) {
    throw parameterError(`invalid code "${code}"`);
  }
  const sizeBytes = new TextEncoder().encode(reason).byteLength;
  if (sizeBytes > MAX_REASON_BYTES) {
    throw parameterError(`reason should have at most ${MAX_REASON_BYTES} bytes instead of ${sizeBytes}`);
  }
  return { code, reason };
}
