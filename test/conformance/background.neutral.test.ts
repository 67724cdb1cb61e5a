import { describe } from "vitest";
import { createWx } from "../../src/core/api/index.ts";
import type { SocketPort } from "../../src/core/ports/index.ts";
import { createMemoryApp, createMemoryPorts, type MemoryExchange, type MemoryPorts } from "../../src/testing/index.ts";
import { backgroundSuite, type BackgroundHost, type Peer } from "./background.suite.ts";

async function createHost(): Promise<BackgroundHost> {
  const ports = createMemoryPorts();
  return {
    wx: createWx({ ports: { ...ports, socket: agreeingSocket }, app: createMemoryApp() }),
    ports,
    peer: createPeer(ports),
    async addFile() {
      const path = "wxfile://tmp/a.txt";
      ports.files.add(path, "text");
      return path;
    },
    close: async () => {},
  };
}

/** Connections to somebody who agrees to be called and to be hung up on, unless the URL says that handshakes are held. */
const agreeingSocket: SocketPort = {
  open({ url }, events) {
    if (!url.includes("held")) setTimeout(() => events.onOpen({}));
    return {
      send: () => true,
      close: (code, reason) => void setTimeout(() => events.onEnd({ code, reason })),
    };
  },
};

function createPeer({ http }: MemoryPorts): Peer {
  const exchanges: MemoryExchange[] = [];
  return {
    heldUrl: "https://example.com/held",
    socketUrl: "wss://example.com/socket",
    heldSocketUrl: "wss://example.com/held",
    async arrived(count) {
      while (exchanges.length < count) exchanges.push(await http.next());
    },
    async release() {
      for (const exchange of exchanges.splice(0)) exchange.respond();
    },
    async broken(count) {
      const aborted = exchanges.filter(({ signal }) => signal.aborted);
      if (aborted.length < count) throw new Error(`${aborted.length} requests were broken off instead of ${count}`);
    },
    idle: async () => {},
  };
}

describe("memory host", () => backgroundSuite(createHost));
