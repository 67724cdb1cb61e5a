import * as http from "node:http";
import * as https from "node:https";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { readBeforeFailing } from "./read-before-failing.ts";

/** The pools of connections of one device. */
export interface Agents {
  http: http.Agent;
  https: https.Agent;
}

/** Idle connections go after so long: less than the 5 s after which common servers close theirs. */
const IDLE_MS = 4000;

/** Makes pools that keep connections for the next request; destroy both at the end. */
export function createAgents(): Agents {
  const options = { keepAlive: true, timeout: IDLE_MS };
  return { http: customize(new http.Agent(options)), https: customize(new https.Agent(options)) };
}

function customize<Pool extends http.Agent>(agent: Pool): Pool {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket) readBeforeFailing(socket);
    return socket;
  };
  agent.keepSocketAlive = keepIdle;
  return agent;
}

/** Keeps an idle connection without TCP probes: Node would turn them on anew after each request, with three system calls. */
function keepIdle(socket: Duplex): boolean {
  if (socket instanceof Socket) {
    socket.setTimeout(IDLE_MS);
    socket.unref();
  }
  return true;
}
