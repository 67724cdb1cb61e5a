import type { AddressInfo } from "node:net";
import type { Plugin } from "vitest/config";
import { createGateway } from "../../src/node/gateway/index.ts";
import { watchClientConnections } from "./client-connections.ts";
import { GATEWAY_CONNECTIONS_PATH, GATEWAY_PATH, GATEWAY_TOKEN, namedServers } from "./gateway-access.ts";

/** Gives the server of tests in a browser a gateway, which reaches the test server of the project. */
export function gatewayForTests(): Plugin {
  let servers: () => string[] = () => [];
  let close: () => Promise<void> = async () => {};
  return {
    name: "minihost-gateway-for-tests",
    configureVitest({ project }) {
      servers = () => namedServers(project.getProvidedContext());
    },
    configureServer({ httpServer, middlewares }) {
      if (httpServer === null) return;
      const gateway = createGateway({
        token: GATEWAY_TOKEN,
        isChecked: false,
        get origins() {
          const { port } = httpServer.address() as AddressInfo;
          return [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
        },
        get domains() {
          return { request: servers() };
        },
      });
      // Nothing else in this process opens connections.
      const connections = watchClientConnections();
      middlewares.use(GATEWAY_CONNECTIONS_PATH, (_request, response) => {
        void connections.resting().then((addresses) => response.end(addresses.join(", ")));
      });
      const isOurs = (url: string | undefined): boolean => url?.split("?")[0] === GATEWAY_PATH;
      middlewares.use((request, response, next) => (isOurs(request.url) ? gateway.handle(request, response) : next()));
      httpServer.on("upgrade", (request, socket, head) => {
        if (isOurs(request.url)) gateway.upgrade(request, socket, head);
      });
      close = () => {
        connections.stop();
        return gateway.close();
      };
    },
    buildEnd: () => close(),
  };
}
