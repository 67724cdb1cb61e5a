import type { Peer } from "./background.suite.ts";
import { createServerLog } from "./server-log.ts";

/** The test server as the other end of a network, with nothing seen yet. */
export async function connectPeer(serverUrl: string): Promise<Peer> {
  const server = createServerLog(serverUrl);
  await server.reset();
  const socketUrl = `${serverUrl.replace("http", "ws")}/socket`;
  return {
    heldUrl: `${serverUrl}/upload?hold=1`,
    socketUrl,
    heldSocketUrl: `${socketUrl}?hold=1`,
    arrived: async (count) => void (await server.requests({ count })),
    release: () => server.release(),
    broken: async (count) => void (await server.requests({ broken: count })),
    idle: () => server.idle(),
    end: () => server.end(),
  };
}
