import { afterAll, inject } from "vitest";
import type { GatewayAccess } from "../../src/core/protocol/index.ts";
import type { MemoryAppSettings } from "../../src/testing/index.ts";
import { GATEWAY_CONNECTIONS_PATH, GATEWAY_PATH, GATEWAY_TOKEN, namedServers } from "../support/gateway-access.ts";
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

/** How long a hook may wait for connections which the gateway keeps for the next request. */
const RESTING_MS = 15_000;

/** Fails the cases around it when the gateway still has a connection to a server once those that it keeps for the next request are gone. */
export function expectGatewayToRest(): void {
  afterAll(async () => {
    const connections = await (await fetch(GATEWAY_CONNECTIONS_PATH)).text();
    if (connections !== "") throw new Error(`The gateway still has connections to ${connections}`);
  }, RESTING_MS);
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
