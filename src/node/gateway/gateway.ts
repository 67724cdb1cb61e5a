import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { GATEWAY_HEADER, GATEWAY_PROTOCOL, GATEWAY_TOKEN_HEADER } from "../../core/protocol/index.ts";
import { MAX_MESSAGE_BYTES } from "../host/index.ts";
import { refusalOf } from "./admission.ts";
import { MAX_ENVELOPE_LENGTH, readRequest } from "./envelope.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { answerFailure, relayHttp } from "./http-relay.ts";
import { relaySocket } from "./socket-relay.ts";
import { Targets } from "./targets.ts";

export type { GatewayOptions } from "./gateway-options.ts";

/** Carries requests that a browser may not make itself. */
export interface Gateway {
  /** Takes a request of a `node:http` server, whatever its path. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Takes an `upgrade` of a `node:http` server, whatever its path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends what runs, and closes all connections. */
  close(): Promise<void>;
}

const GOING_AWAY = 1001;

/**
 * Makes a gateway, which a server of `node:http` hands requests and upgrades to.
 *
 * It serves only pages of its own origins that know its token, and sends nothing for anybody else. It keeps no state, so any number of
 * them may stand beside each other.
 */
export function createGateway(options: GatewayOptions): Gateway {
  if (!/^[\w-]{16,}$/.test(options.token)) {
    throw new Error("The token of a gateway has at least 16 letters, digits, - and _; make it of random bytes");
  }
  const targets = new Targets(options);
  const running = new Set<ServerResponse>();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => GATEWAY_PROTOCOL,
  });
  let isClosed = false;

  return {
    handle(request, response) {
      const refusal = isClosed
        ? "The gateway is closed"
        : refusalOf(request, headerOf(request, GATEWAY_TOKEN_HEADER), options);
      if (refusal !== undefined) return refuse(request, response, 403, refusal);
      // Servers want to know how much comes, and most refuse a body that does not say.
      if (request.headers["transfer-encoding"] !== undefined) {
        return refuse(request, response, 411, "A body needs a Content-Length");
      }
      const envelope = headerOf(request, GATEWAY_HEADER) ?? "";
      const order = readRequest(envelope);
      if (order === undefined) {
        const isTooLong = envelope.length > MAX_ENVELOPE_LENGTH;
        return refuse(request, response, isTooLong ? 431 : 400, "This is no request for a gateway");
      }
      if (order.method === "CONNECT") {
        return answerFailure(
          { incoming: request, outgoing: response },
          { code: "not-supported", message: "A gateway makes no tunnels" },
        );
      }
      const way = targets.find(order.list, order.url);
      if ("code" in way) return answerFailure({ incoming: request, outgoing: response }, way);
      running.add(response);
      response.once("close", () => running.delete(response));
      relayHttp({ order, way, incoming: request, outgoing: response }).catch(() => response.destroy());
    },

    upgrade(request, socket, head) {
      const [protocol, token] = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
      const refusal = isClosed ? "The gateway is closed" : refusalOf(request, token, options);
      if (refusal !== undefined || protocol !== GATEWAY_PROTOCOL) return refuseUpgrade(socket, refusal);
      sockets.handleUpgrade(request, socket, head, (page) => relaySocket(page, targets));
    },

    async close() {
      isClosed = true;
      for (const response of running) response.destroy();
      const ended = Array.from(sockets.clients, (page) => new Promise((resolve) => page.once("close", resolve)));
      for (const page of sockets.clients) {
        page.close(GOING_AWAY);
        page.terminate();
      }
      await Promise.all(ended);
      targets.close();
    },
  };
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(`${reason}\n`);
  request.resume();
}

function refuseUpgrade(socket: Duplex, reason = "This is no request for a gateway"): void {
  socket.end(
    `HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${reason}\n`,
  );
}
