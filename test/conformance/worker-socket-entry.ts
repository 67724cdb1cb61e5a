// The Worker of a test: the WebSockets of a real app's Worker, behind the same lockdown, served to the page.
import { createGatewaySocket } from "../../src/browser/worker/gateway-socket.ts";
import { lockDown } from "../../src/browser/worker/lockdown.ts";
import { createSocket } from "../../src/browser/worker/socket.ts";
import { connect, type Connection } from "../../src/core/bridge/index.ts";
import type { SocketConnection } from "../../src/core/ports/index.ts";
import type { WorkerSocketEvents, WorkerSocketFunctions, WorkerSocketStart } from "./browser-sockets.ts";
import { watchPlatform } from "./watched-platform.ts";

function serve({ port, access }: WorkerSocketStart): void {
  const platform = watchPlatform();
  const socket = access === undefined ? createSocket(platform) : createGatewaySocket(access, platform);
  const connections = new Map<number, SocketConnection>();
  const page: Connection<WorkerSocketEvents> = connect<WorkerSocketEvents, WorkerSocketFunctions>(port, {
    "socket.open"(id, request) {
      const connection = socket.open(request, {
        onOpen: (header) => page.send("socket.event", id, "onOpen", header),
        onMessage: (data) => page.send("socket.event", id, "onMessage", data),
        onEnd: (end) => page.send("socket.event", id, "onEnd", end),
      });
      connections.set(id, connection);
    },
    "socket.send": (id, data) => void connections.get(id)?.send(data),
    "socket.close": (id, code, reason) => connections.get(id)?.close(code, reason),
    "open.counts": async () => platform.openCounts(),
  });
  lockDown();
}

addEventListener("message", ({ data }: MessageEvent<WorkerSocketStart>) => serve(data), { once: true });
