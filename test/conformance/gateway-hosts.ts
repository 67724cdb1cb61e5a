import { inject } from "vitest";
import type { GatewayAccess } from "../../src/core/protocol/index.ts";
import type { MemoryAppSettings } from "../../src/testing/index.ts";
import { GATEWAY_PATH, GATEWAY_TOKEN, namedServers } from "../support/gateway-access.ts";
import { createWorkerHost, type BrowserHost } from "./browser-hosts.ts";
import { createSocketWorkerHost, type BrowserSocketHost } from "./browser-sockets.ts";

/** What a page of this server may show its gateway. */
export function gatewayAccess(): GatewayAccess {
  const named = namedServers({
    serverUrl: inject("serverUrl"),
    tlsUrl: inject("tlsUrl"),
    oldTlsUrl: inject("oldTlsUrl"),
  });
  return { url: new URL(GATEWAY_PATH, location.origin).href, token: GATEWAY_TOKEN, direct: [], named };
}

/** Why an app in a browser has fewer connections through a gateway than a device. */
export const SIX_CONNECTIONS = "browsers open six connections to one server of HTTP/1.1, and a gateway is one";

/** The host of a browser that has a gateway, by where its code runs. */
export const gatewayHosts: readonly (readonly [place: string, create: () => BrowserHost])[] = [
  ["a Worker that is locked down, through a gateway", () => createWorkerHost(gatewayAccess())],
];

/** The same for sockets. */
export const gatewaySocketHosts: readonly (readonly [
  place: string,
  create: (settings?: MemoryAppSettings) => BrowserSocketHost,
])[] = [
  ["a Worker that is locked down, through a gateway", (settings) => createSocketWorkerHost(settings, gatewayAccess())],
];
