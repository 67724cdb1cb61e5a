import type { SocketRequest } from "../../ports/index.ts";
import type { ConnectionApi, Filled } from "../api.ts";
import { parameterError } from "../wx-error.ts";
import { toRequestHeaders } from "./http-headers.ts";
import { refererOf } from "./referer.ts";
import { createClosedSocketTask, createSocketTask, type SocketTask } from "./socket-task.ts";
import { toTimeLimit } from "./time-limit.ts";

/** Options of `wx.connectSocket`. */
export interface ConnectSocketOptions {
  /** Absolute, `wss:` or `ws:`. */
  url: string;
  /** Headers of the handshake. */
  header?: object;
  /** Sub-protocols, best first. */
  protocols?: string[];
  /** Small messages never wait for others, whatever it says. @default false */
  tcpNoDelay?: boolean;
  /** Whether compression is offered to the server. @default false */
  perMessageDeflate?: boolean;
  /** Milliseconds until the connection is open. @default `networkTimeout.connectSocket` of app.json */
  timeout?: number;
  /** @default false */
  forceCellularNetwork?: boolean;
}

type Defaulted = "protocols" | "tcpNoDelay" | "perMessageDeflate" | "forceCellularNetwork";

/** What the protocol allows as a name. */
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

/**
 * Opens a WebSocket connection.
 *
 * Differs from WeChat: `forceCellularNetwork` fails with `not supported`; in browsers without a gateway no header can be set, the server sees the page's
 * origin and cookies, an error tells no details, and compression is the browser's decision.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.connectSocket.html
 */
export const connectSocket: ConnectionApi<ConnectSocketOptions, SocketTask, Defaulted> = {
  name: "connectSocket",
  reference: "network/websocket",
  notes:
    "Succeeds when the options are right, before the connection is open; at most five at a time. " +
    "Browsers without a gateway send no headers of an app and decide about compression themselves.",
  task: "SocketTask",
  members: {
    send: true,
    close: true,
    onOpen: {
      header: true,
      profile: {
        fetchStart: true,
        domainLookUpStart: true,
        domainLookUpEnd: true,
        connectStart: true,
        connectEnd: true,
        rtt: true,
        handshakeCost: true,
        cost: true,
      },
    },
    onMessage: { data: true },
    onError: { errMsg: true },
    onClose: { code: true, reason: true },
    readyState: true,
    CONNECTING: true,
    OPEN: true,
    CLOSING: true,
    CLOSED: true,
  },
  params: {
    url: { type: "string", required: true },
    header: { type: "object", isLenient: true },
    protocols: { type: "array", items: { type: "string" }, default: [] },
    tcpNoDelay: { type: "boolean", default: false },
    perMessageDeflate: { type: "boolean", default: false },
    timeout: { type: "number" },
    forceCellularNetwork: { type: "boolean", default: false, isSupported: false },
  },
  result: {},
  failures: { network: { errno: 605103 } },
  connect(options, context) {
    const { app, sockets } = context;
    context.checkUrl("socket", options.url);
    const request = toSocketRequest(options, app.appId);
    const timeoutMs = toTimeLimit(options.timeout, app.networkTimeout.connectSocket);
    return createSocketTask(sockets.open({ api: connectSocket, request, timeoutMs }), context);
  },
  refuse: createClosedSocketTask,
};

function toSocketRequest(
  { url, header, protocols, perMessageDeflate }: Filled<ConnectSocketOptions, Defaulted>,
  appId: string,
): SocketRequest {
  const target = new URL(url);
  target.hash = "";
  const invalid = protocols.find((name, index) => !TOKEN.test(name) || protocols.indexOf(name) !== index);
  if (invalid !== undefined) throw parameterError(`invalid protocols "${invalid}"`);
  return {
    url: target.href,
    protocols: [...protocols],
    headers: { ...toRequestHeaders(connectSocket.name, header), referer: refererOf(appId) },
    perMessageDeflate,
  };
}
