import type { SocketConnection, SocketEvents, SocketPort, SocketRequest } from "../../core/ports/index.ts";
import {
  GATEWAY_PROTOCOL,
  type GatewayAccess,
  type GatewaySocketAnswer,
  type GatewaySocketRequest,
} from "../../core/protocol/index.ts";
import { GatewayHints } from "./gateway-hints.ts";
import { GatewayRoute } from "./gateway-route.ts";
import { createSocket, toEnd, type SocketPlatform } from "./socket.ts";

/**
 * WebSockets as a device has them: those whose headers matter, or whose server is not the page's, go through a gateway.
 *
 * Differs from other hosts: of a connection that breaks once it was open, the cause is not known.
 */
export function createGatewaySocket(access: GatewayAccess, platform: SocketPlatform): SocketPort {
  const route = new GatewayRoute(access);
  const hints = new GatewayHints();
  const direct = createSocket(platform);
  const { WebSocket, setTimeout } = platform;
  return {
    open(request, events) {
      // The gateway itself is no server for an app.
      if (request.protocols.includes(GATEWAY_PROTOCOL)) {
        setTimeout(() => events.onEnd({ failure: "net::ERR_BLOCKED_BY_CLIENT" }));
        return { send: () => false, close: () => {} };
      }
      if (route.isDirectSocket(request)) return direct.open(request, events);
      const url = access.url.replace(/^http/, "ws");
      return carry(new WebSocket(url, [GATEWAY_PROTOCOL, access.token]), request, events, hints);
    },
  };
}

function carry(
  websocket: WebSocket,
  request: SocketRequest,
  events: SocketEvents,
  hints: GatewayHints,
): SocketConnection {
  let isOpen = false;
  let failure: string | undefined;
  websocket.binaryType = "arraybuffer";
  websocket.addEventListener("open", () => {
    websocket.send(JSON.stringify({ ...request } satisfies GatewaySocketRequest));
  });
  websocket.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (isOpen) return events.onMessage(data);
    const answer = JSON.parse(String(data)) as GatewaySocketAnswer;
    if ("failure" in answer) {
      failure = answer.failure.message;
      hints.refused(request.url, answer.failure);
    } else {
      isOpen = true;
      events.onOpen(answer.open.header);
    }
  });
  websocket.addEventListener("close", (event) => events.onEnd(failure === undefined ? toEnd(event) : { failure }));
  return {
    send(data) {
      if (!isOpen || websocket.readyState !== websocket.OPEN) return false;
      websocket.send(data);
      return true;
    },
    close: (code, reason) => websocket.close(code, reason),
  };
}
