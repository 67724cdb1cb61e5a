import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { ViteDevServer } from "vite";
import { isLoopbackAddress, type GatewayAccess } from "../../core/protocol/index.ts";
import { createGateway } from "../../node/gateway/index.ts";
import type { DevApp } from "./dev-app.ts";

/** Where the gateway of a dev server is. */
const PATH = "/gateway";
/** The names under which a person may open the simulator. */
const NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** The gateway of a dev server. */
export interface DevGateway {
  /** What the page hands to the app's Worker now. */
  access(): GatewayAccess;
  close(): Promise<void>;
}

/**
 * Gives a dev server a gateway, which is ready for the next request. A server that others can reach gets none: everybody there could send
 * requests in the name of this machine.
 */
export function mountGateway(server: ViteDevServer, app: Pick<DevApp, "bundle">): DevGateway | undefined {
  const { httpServer, config, middlewares } = server;
  const { host, https } = config.server;
  if (httpServer === null || (host !== undefined && host !== false && !isLoopback(host))) {
    config.logger.warn("The gateway is off: it serves only its own machine. Without --host, it is on.");
    return undefined;
  }
  // An upload to a slow server takes its time; Node would end it after five minutes.
  if ("requestTimeout" in httpServer) httpServer.requestTimeout = 0;
  const token = randomBytes(32).toString("base64url");
  const gateway = createGateway({
    token,
    get origins() {
      const { port } = httpServer.address() as AddressInfo;
      return NAMES.map((name) => `${https ? "https" : "http"}://${name}:${port}`);
    },
    get domains() {
      return app.bundle?.settings.domains;
    },
    get isChecked() {
      return app.bundle?.manifest.domains !== undefined;
    },
  });
  middlewares.use((request, response, next) => (isOurs(request.url) ? gateway.handle(request, response) : next()));
  httpServer.on("upgrade", (request, socket, head) => {
    if (isOurs(request.url)) gateway.upgrade(request, socket, head);
  });
  return {
    access() {
      const { domains, direct } = app.bundle?.settings ?? { domains: {}, direct: [] };
      return { url: `..${PATH}`, token, direct, named: Object.values(domains).flat() };
    },
    close: () => gateway.close(),
  };
}

/** Whether a server with this `host` is for programs of this machine only; `true` stands for all addresses. */
function isLoopback(host: string | true): boolean {
  return host !== true && isLoopbackAddress(host);
}

function isOurs(url: string | undefined): boolean {
  return url === PATH || url?.startsWith(`${PATH}?`) === true;
}
