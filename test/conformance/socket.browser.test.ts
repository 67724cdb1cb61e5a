import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createSocket } from "../../src/browser/worker/socket.ts";
import type { SocketEnd } from "../../src/core/ports/index.ts";
import { lingeringSockets } from "../support/browser-differences.ts";
import { browserSocketHosts } from "./browser-sockets.ts";
import { expectGatewayToRest, gatewaySocketHosts } from "./gateway-hosts.ts";
import { socketSuite } from "./socket.suite.ts";

const serverUrl = inject("serverUrl");
const cannotMeasure = "browsers tell nothing of how a WebSocket was opened";

describe.each(browserSocketHosts)("%s", (_place, create) => {
  socketSuite(async () => ({ ...create(), serverUrl }), {
    hasNoHeaders: "browsers set no headers of a WebSocket",
    cannotMeasure,
    hidesCauses: "browsers tell pages nothing of why a WebSocket failed",
    lingers: lingeringSockets,
  });
});

describe.each(gatewaySocketHosts)("%s", (_place, create) => {
  expectGatewayToRest();
  socketSuite(async () => ({ ...create(), serverUrl }), { cannotMeasure });
});

describe("WebSockets of a browser, beyond the contract", () => {
  let warn: ReturnType<typeof vi.spyOn>;

  beforeEach(() => {
    warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());

  /** Opens a connection and resolves with how it ended. */
  function end(socket: ReturnType<typeof createSocket>, headers: Record<string, string>): Promise<SocketEnd> {
    const url = `${serverUrl.replace("http", "ws")}/socket?close=1000`;
    return new Promise((resolve) => {
      const events = { onOpen() {}, onMessage() {}, onEnd: resolve };
      socket.open({ url, protocols: [], headers, perMessageDeflate: false }, events);
    });
  }

  it("warn once of each header that they leave out, but not of the platform's own", async () => {
    const socket = createSocket({ WebSocket, setTimeout });
    await end(socket, { referer: "https://servicewechat.com/" });
    expect(warn).not.toHaveBeenCalled();
    await end(socket, { "X-A": "1", Cookie: "a=b", referer: "https://servicewechat.com/" });
    await end(socket, { "X-A": "1" });
    expect(warn.mock.calls).toEqual([
      ['Browsers send no headers of an app when a WebSocket is opened; left out: "X-A", "Cookie".'],
    ]);
  });

  it("tell later that the browser refused at once", async () => {
    const refused = new DOMException("insecure", "SecurityError");
    const Refusing = function (): never {
      throw refused;
    };
    const socket = createSocket({ WebSocket: Refusing as unknown as typeof WebSocket, setTimeout });
    expect(await end(socket, {})).toEqual({ failure: "net::ERR_BLOCKED_BY_CLIENT" });
    expect(warn.mock.calls).toEqual([[refused]]);
  });
});
