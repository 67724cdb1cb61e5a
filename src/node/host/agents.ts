import * as http from "node:http";
import * as https from "node:https";
import { Socket, type LookupFunction } from "node:net";
import type { Duplex } from "node:stream";
import { readBeforeFailing } from "./read-before-failing.ts";

/** The pools of connections of one device. */
export interface Agents {
  http: http.Agent;
  https: https.Agent;
}

/** Idle connections go after so long: less than the 5 s after which common servers close theirs. */
export const IDLE_MS = 4000;

/**
 * Makes pools that keep connections for the next request; destroy both at the end. `lookup` finds the addresses of names, `opened` takes
 * every new connection.
 */
export function createAgents(lookup?: LookupFunction, opened: (socket: Socket) => void = () => {}): Agents {
  return {
    http: customize(new http.Agent({ keepAlive: true, lookup }), opened),
    https: customize(new https.Agent({ keepAlive: true, lookup }), opened),
  };
}

function customize<Pool extends http.Agent>(agent: Pool, opened: (socket: Socket) => void): Pool {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket instanceof Socket) {
      readBeforeFailing(socket);
      opened(socket);
      // Runs after each pause of the connection, so also while a server takes its time.
      socket.setTimeout(IDLE_MS, () => {
        if (Object.values(agent.freeSockets).some((idle) => idle?.includes(socket))) socket.destroy();
      });
    }
    return socket;
  };
  agent.keepSocketAlive = keepSocketAlive;
  return agent;
}

/** Keeps an idle connection. Node would also set its timer and turn on TCP probes anew, which costs more than this request. */
function keepSocketAlive(socket: Duplex): boolean {
  if (socket instanceof Socket) socket.unref();
  return true;
}
