import { describe, inject } from "vitest";
import { createWx } from "../../src/core/api/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";
import { lingeringSockets } from "../support/browser-differences.ts";
import { backgroundSuite, type BackgroundHost, type BackgroundTraits } from "./background.suite.ts";
import { browserHosts, type BrowserHost } from "./browser-hosts.ts";
import { browserSocketHosts, type BrowserSocketHost } from "./browser-sockets.ts";
import { gatewayHosts, gatewaySocketHosts } from "./gateway-hosts.ts";
import { connectPeer } from "./peer.ts";

async function createHost(host: BrowserHost, { socket, close }: BrowserSocketHost): Promise<BackgroundHost> {
  const ports = createMemoryPorts();
  const { files, http } = host;
  return {
    wx: createWx({ ports: { ...ports, files, http, socket }, app: createMemoryApp() }),
    ports,
    peer: await connectPeer(inject("serverUrl")),
    addFile: () => files.createTemporary(new ArrayBuffer(100), "txt"),
    async close() {
      await close();
      await host.close();
    },
  };
}

const socketHosts = new Map([...browserSocketHosts, ...gatewaySocketHosts]);

function suiteIn(place: string, create: () => BrowserHost, traits?: BackgroundTraits): void {
  const createSocketHost = socketHosts.get(place);
  if (createSocketHost === undefined) throw new Error(`There are no sockets in ${place}`);
  backgroundSuite(() => createHost(create(), createSocketHost()), traits);
}

describe.each(browserHosts)("%s", (place, create) => suiteIn(place, create, { lingers: lingeringSockets }));

describe.each(gatewayHosts)("%s", (place, create) => suiteIn(place, create));
