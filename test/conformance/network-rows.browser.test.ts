import { describe, inject } from "vitest";
import type { AppEnvironment } from "../../src/core/api/index.ts";
import { browserHosts, createWxOn } from "./browser-hosts.ts";
import { browserSocketHosts } from "./browser-sockets.ts";
import { gatewayHosts, gatewaySocketHosts, SIX_CONNECTIONS } from "./gateway-hosts.ts";
import {
  networkRowsSuite,
  type NetworkRowsHost,
  type NetworkRowsSettings,
  type NetworkRowsTraits,
} from "./network-rows.suite.ts";

const MINUTE = { request: 60_000, connectSocket: 60_000, uploadFile: 60_000, downloadFile: 60_000 };
const socketHosts = new Map([...browserSocketHosts, ...gatewaySocketHosts]);

const direct: NetworkRowsTraits = {
  keepsHeaders: "browsers send Cookie, Origin, Referer and User-Agent as they want",
  hidesCookies: "browsers show Set-Cookie to nobody",
  needsPermission: "browsers hand over only what the server allows the page by CORS",
  refusesTrace: "browsers send TRACE for nobody",
  dropsContentType: "with one, the browser would ask the server for permission first",
  lowersNames: "browsers give names of headers in small letters",
  hasNoSocketHeaders: "browsers set no headers of a WebSocket",
};
const throughGateway: NetworkRowsTraits = { sharesConnections: SIX_CONNECTIONS };

describe.each([
  ...browserHosts.map(([place, create]) => [place, create, direct] as const),
  ...gatewayHosts.map(([place, create]) => [place, create, throughGateway] as const),
])("%s", (place, create, traits) => {
  async function createHost(settings: NetworkRowsSettings = {}): Promise<NetworkRowsHost> {
    const app = { ...settings, networkTimeout: toNetworkTimeout(settings) };
    const host = create();
    const sockets = socketHosts.get(place)?.(app);
    if (sockets === undefined) throw new Error(`There are no sockets in ${place}`);
    const { connectSocket, onSocketMessage, onSocketOpen, sendSocketMessage } = sockets.wx;
    return {
      wx: { ...createWxOn(host, app), connectSocket, onSocketMessage, onSocketOpen, sendSocketMessage },
      addFile: () => host.adopt(new Blob([new Uint8Array(3)]), "txt"),
      close: async () => {
        await host.close();
        await sockets.close();
      },
    };
  }

  networkRowsSuite(createHost, inject("serverUrl"), traits);
});

function toNetworkTimeout({ networkTimeout }: NetworkRowsSettings): AppEnvironment["networkTimeout"] {
  return { ...MINUTE, ...networkTimeout };
}
