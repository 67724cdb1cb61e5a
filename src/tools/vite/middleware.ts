import type { ServerResponse } from "node:http";
import type { Connect } from "vite";
import { GATEWAY_HEADER } from "../../core/protocol/index.ts";
import { DEV_CLIENT_URL } from "./dev-client.ts";
import { textReply } from "./reply.ts";
import { route, type Served } from "./routes.ts";
import { sendReply } from "./send-reply.ts";

/** What Vite's own client is made of; the rest of Vite's server, which would serve sources, is not reachable. */
const VITE_CLIENT = /^\/@vite\/|\/vite\/dist\/client\/env\.mjs$/;

/** Answers every request but those for the client of the dev server, which Vite answers. */
export function createMiddleware(served: Served): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = pathOf(request);
    if (path !== undefined && (path === DEV_CLIENT_URL || VITE_CLIENT.test(path))) return next();
    answer(request, response, path, served).catch((error: unknown) => {
      // Most often it is the browser that hung up.
      if (response.headersSent) response.destroy();
      else next(error);
    });
  };
}

async function answer(
  request: Connect.IncomingMessage,
  response: ServerResponse,
  path: string | undefined,
  served: Served,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    await sendReply(request, response, textReply(405, "Only GET and HEAD are answered here", { Allow: "GET, HEAD" }));
  } else if (path === undefined) await sendReply(request, response, textReply(400, "The address is malformed"));
  else {
    const isOfPage = request.headers[GATEWAY_HEADER] !== undefined;
    await sendReply(request, response, await route(path, served, { isOfPage }));
  }
}

/** The decoded path of a request, `undefined` when it is malformed. */
function pathOf({ url = "/" }: Connect.IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
}
