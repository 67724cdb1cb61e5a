import { describe, inject } from "vitest";
import { createWx } from "../../src/core/api/index.ts";
import { createSocket } from "../../src/node/host/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";
import { backgroundSuite, type BackgroundHost } from "./background.suite.ts";
import { createNodeNetwork } from "./node-network.ts";
import { connectPeer } from "./peer.ts";

async function createHost(): Promise<BackgroundHost> {
  const { http, files, close } = await createNodeNetwork();
  const socket = createSocket();
  const ports = createMemoryPorts();
  return {
    wx: createWx({ ports: { ...ports, files, http, socket }, app: createMemoryApp() }),
    ports,
    peer: await connectPeer(inject("serverUrl")),
    addFile: () => files.createTemporary(new ArrayBuffer(100), "txt"),
    async close() {
      await socket.close();
      await close();
    },
  };
}

describe("Node host", () => backgroundSuite(createHost));
