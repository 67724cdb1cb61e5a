import { describe } from "vitest";
import { createWx } from "../../src/core/api/index.ts";
import type { SocketPort } from "../../src/core/ports/index.ts";
import { createMemoryApp, createMemoryPorts, type MemoryExchange, type MemoryPorts } from "../../src/testing/index.ts";
import { backgroundSuite, type BackgroundHost, type Peer } from "./background.suite.ts";

async function createHost(): Promise<BackgroundHost> {
  const ports = createMemoryPorts();
  const handshakes: Handshake[] = [];
  return {
    wx: createWx({ ports: { ...ports, socket: createAgreeingSocket(handshakes) }, app: createMemoryApp() }),
    ports,
    peer: createPeer(ports, handshakes),
    async addFile() {
      const path = "wxfile://tmp/a.txt";
      ports.files.add(path, "text");
      return path;
    },
    close: async () => {},
  };
}

/** A handshake that is held. */
interface Handshake {
  isBroken: boolean;
}

/** Connections to somebody who agrees to be called and to be hung up on, but holds handshakes if the URL says so. */
function createAgreeingSocket(held: Handshake[]): SocketPort {
  return {
    open({ url }, events) {
      const handshake: Handshake = { isBroken: false };
      if (url.includes("held")) held.push(handshake);
      else setTimeout(() => events.onOpen({}));
      return {
        send: () => true,
        close(code, reason) {
          handshake.isBroken = true;
          setTimeout(() => events.onEnd({ code, reason }));
        },
      };
    },
  };
}

function createPeer({ http }: MemoryPorts, handshakes: readonly Handshake[]): Peer {
  const exchanges: MemoryExchange[] = [];
  const release = async (): Promise<void> => {
    for (const exchange of exchanges.splice(0)) exchange.respond();
  };
  return {
    heldUrl: "https://example.com/held",
    socketUrl: "wss://example.com/socket",
    heldSocketUrl: "wss://example.com/held",
    async arrived(count) {
      while (exchanges.length + handshakes.length < count) exchanges.push(await http.next());
    },
    release,
    async broken(count) {
      const aborted = exchanges.filter(({ signal }) => signal.aborted);
      const broken = aborted.length + handshakes.filter(({ isBroken }) => isBroken).length;
      if (broken < count) throw new Error(`${broken} requests were broken off instead of ${count}`);
    },
    idle: async () => {},
    end: release,
  };
}

describe("memory host", () => backgroundSuite(createHost));
