import { describe, inject } from "vitest";
import type { DomainLists } from "../../src/core/protocol/index.ts";
import { browserHosts, createPageHost, createWxOn } from "./browser-hosts.ts";
import { browserSocketHosts } from "./browser-sockets.ts";
import { gatewayAccess, gatewaySocketHosts } from "./gateway-hosts.ts";
import { domainsSuite, type DomainsHost, type DomainsTraits } from "./domains.suite.ts";

const traits: DomainsTraits = {
  hidesRedirects: "a browser follows redirects itself; there the Content-Security-Policy of the Worker refuses them",
};

const direct = browserHosts.map(([place, create]) => ({ place, create, socketPlace: place, traits }));
const throughGateway = {
  // Not in a Worker: what a test throws in the page does not reach it.
  place: "the page, through a gateway",
  create: () => createPageHost(gatewayAccess()),
  socketPlace: gatewaySocketHosts[0]?.[0] ?? "",
  traits: {},
};

const hosts = [...direct, throughGateway].map((host) => [host.place, host] as const);

describe.each(hosts)("%s", (place, { create, socketPlace, traits: hostTraits }) => {
  const createSocketHost = new Map([...browserSocketHosts, ...gatewaySocketHosts]).get(socketPlace);

  async function createHost(domains: DomainLists): Promise<DomainsHost> {
    const host = create();
    const sockets = createSocketHost?.({ domains });
    if (sockets === undefined) throw new Error(`There are no sockets in ${place}`);
    const { connectSocket } = sockets.wx;
    return {
      wx: { ...createWxOn(host, { domains }), connectSocket },
      addFile: () => host.adopt(new Blob([new Uint8Array(3)]), "txt"),
      close: async () => {
        await host.close();
        await sockets.close();
      },
    };
  }

  domainsSuite(createHost, inject("serverUrl"), hostTraits);
});
