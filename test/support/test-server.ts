import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jsonReply, startBackend, type Exchange, type Reply } from "../../src/tools/backend/index.ts";
import { madeReply } from "./made-reply.ts";
import { RequestLog, type Expectation } from "./request-log.ts";

/** A server for tests. */
export interface TestServer {
  /** Without a slash at its end. */
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the example backend on a free port, with a few routes more by which a test sees and steers it without waiting for time
 * to pass. Browsers may call them as well.
 *
 * | route | does |
 * |---|---|
 * | `GET /__requests` | lists the requests so far as `LoggedRequest[]`, without preflights and without these routes |
 * | `GET /__requests?count=2` | answers as soon as two requests were seen; likewise `complete`, `broken`, and `open` for the moment |
 * | `POST /__reset` | forgets the requests, and releases those that are held |
 * | `POST /__release` | lets requests go on that have arrived and are held |
 * | `/made?…` | answers as the query describes it: see {@link madeReply} |
 * | any with `?hold=1` | the answer is held until it is released, with the body read and the work done |
 * | any with `?hold=body` | reading the body, and so all the rest, is held |
 */
export async function startTestServer(): Promise<TestServer> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-test-server-"));
  const log = new RequestLog();
  const gate = new Gate();
  const backend = await startBackend({
    port: 0,
    dir,
    onRequest: async (exchange, answer) => {
      const { pathname, searchParams } = new URL(exchange.url, "http://localhost");
      if (pathname.startsWith("/__")) return control(exchange, pathname, searchParams, log, gate);
      log.add(exchange);
      const released = Promise.race([gate.next, exchange.ended]);
      if (pathname.startsWith("/made")) return madeReply(searchParams, released);
      const hold = searchParams.get("hold");
      if (hold === "body") await released;
      const reply = await answer();
      if (hold === "1") await released;
      return reply;
    },
  });
  return {
    url: backend.url,
    close: async () => {
      await backend.close();
      await rm(dir, { recursive: true });
    },
  };
}

/** Holds everybody who came before it opens. */
class Gate {
  #open: () => void = () => undefined;
  /** Resolves when the gate opens. */
  next: Promise<void> = this.#close();

  open(): void {
    this.#open();
    this.next = this.#close();
  }

  #close(): Promise<void> {
    return new Promise((resolve) => {
      this.#open = resolve;
    });
  }
}

async function control(
  { method, ended }: Exchange,
  path: string,
  query: URLSearchParams,
  log: RequestLog,
  gate: Gate,
): Promise<Reply> {
  switch (`${method} ${path}`) {
    case "GET /__requests":
      await Promise.race([log.waitFor(readExpectation(query)), ended]);
      return jsonReply(200, log.list());
    case "POST /__reset":
      log.clear();
      gate.open();
      return jsonReply(200, {});
    case "POST /__release":
      gate.open();
      return jsonReply(200, {});
    default:
      return jsonReply(404, { error: `There is no ${method} ${path}` });
  }
}

function readExpectation(query: URLSearchParams): Expectation {
  const number = (name: string): number => Number(query.get(name) ?? 0);
  return { count: number("count"), open: number("open"), complete: number("complete"), broken: number("broken") };
}
