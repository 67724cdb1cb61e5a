import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { SecureContextOptions } from "node:tls";
import { jsonReply, startBackend, type Exchange, type Reply } from "../../src/tools/backend/index.ts";
import { startFormParsers, type FormParsers } from "./form-parsers.ts";
import { madeReply } from "./made-reply.ts";
import { inspectSound, MEDIA_TOOLS_MISSING, type RawSound } from "./inspect-sound.ts";
import { inspectVideo } from "./inspect-video.ts";
import { RequestLog, type Expectation } from "./request-log.ts";

/** A server for tests. */
export interface TestServer {
  /** Without a slash at its end. */
  url: string;
  /** A second address, `https:`, with a certificate that nobody trusts; requests that arrive there are listed, and answered with 200. */
  tlsUrl: string;
  /** The same, by a version of TLS that is out of use. */
  oldTlsUrl: string;
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
 * | `GET /__idle` | answers as soon as no request is open |
 * | `GET /__parsers` | lists servers that read forms in other languages as `FormParser[]`, and starts them when it is asked first |
 * | `GET /__sound?file=…` | decodes an uploaded file by FFmpeg and tells of it as `InspectedSound`; without `file` whether there is FFmpeg |
 * | `GET /__video?file=…` | the same for a video, as `InspectedVideo` |
 * | `POST /__reset` | forgets the requests, and releases those that are held |
 * | `POST /__release` | lets requests go on that have arrived and are held |
 * | `POST /__end` | lets requests go on that are held, holds none until `/__reset`, and answers as soon as no request is open |
 * | `/made?…` | answers as the query describes it: see {@link madeReply} |
 * | any with `?hold=1` | the answer is held until it is released, with the body read and the work done |
 * | any with `?hold=body` | reading the body, and so all the rest, is held |
 */
export async function startTestServer(): Promise<TestServer> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-test-server-"));
  const log = new RequestLog();
  const gate = new Gate();
  let parsers: Promise<FormParsers> | undefined;
  const backend = await startBackend({
    port: 0,
    dir,
    onRequest: async (exchange, answer) => {
      const { pathname, searchParams } = new URL(exchange.url, "http://localhost");
      if (pathname === "/__parsers") return jsonReply(200, (await (parsers ??= startFormParsers())).list);
      if (pathname === "/__sound") return jsonReply(200, await soundOf(searchParams, dir));
      if (pathname === "/__video") return jsonReply(200, await videoOf(searchParams, dir));
      if (pathname.startsWith("/__")) return control(exchange, pathname, searchParams, log, gate);
      log.add(exchange);
      const released = Promise.race([gate.next, exchange.ended]);
      const hold = searchParams.get("hold");
      if (hold === "body") await released;
      if (pathname.startsWith("/made")) {
        // There is no such route: this reads the body.
        await answer();
        return madeReply(searchParams, exchange.headers, released);
      }
      const reply = await answer();
      if (hold === "1") await released;
      return reply;
    },
  });
  const tls = await startTls(log);
  const oldTls = await startTls(log, OLD_TLS);
  return {
    url: backend.url,
    tlsUrl: tls.url,
    oldTlsUrl: oldTls.url,
    close: async () => {
      await Promise.all([backend.close(), tls.close(), oldTls.close(), parsers?.then((started) => started.close())]);
      await rm(dir, { recursive: true });
    },
  };
}

/** The level of security is that of those versions, too: OpenSSL refuses them at its own. */
const OLD_TLS: SecureContextOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };

async function startTls(log: RequestLog, options?: SecureContextOptions): Promise<Pick<TestServer, "url" | "close">> {
  const pem = await readFile(new URL("self-signed.pem", import.meta.url));
  const server = createTlsServer(
    { cert: pem, key: pem, ...options },
    ({ method = "", url = "", headers, rawHeaders }, response) => {
      log.add({ method, url, headers, rawHeaders, bodyBytes: 0, ended: Promise.resolve("complete") });
      response.end();
    },
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
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

  /** Opens, and holds nobody until `open` is called. */
  stayOpen(): void {
    this.#open();
    this.next = Promise.resolve();
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
    case "GET /__idle":
      await Promise.race([log.waitUntilIdle(), ended]);
      return jsonReply(200, {});
    case "POST /__reset":
      log.clear();
      gate.open();
      return jsonReply(200, {});
    case "POST /__release":
      gate.open();
      return jsonReply(200, {});
    case "POST /__end":
      gate.stayOpen();
      await Promise.race([log.waitUntilIdle(), ended]);
      return jsonReply(200, {});
    default:
      return jsonReply(404, { error: `There is no ${method} ${path}` });
  }
}

/** Decodes an uploaded file; bytes without a head are of the rate and the channels of the query. */
async function soundOf(query: URLSearchParams, dir: string): Promise<object> {
  const file = query.get("file");
  if (file === null) return { missing: await MEDIA_TOOLS_MISSING };
  const raw: RawSound | undefined = query.has("rate")
    ? { sampleRate: Number(query.get("rate")), channelCount: Number(query.get("channels")) }
    : undefined;
  return inspectSound(await uploaded(file, dir), raw);
}

/** Decodes an uploaded video. */
async function videoOf(query: URLSearchParams, dir: string): Promise<object> {
  const file = query.get("file");
  if (file === null) return { missing: await MEDIA_TOOLS_MISSING };
  return inspectVideo(await uploaded(file, dir));
}

/** Not by a request: tests count the connections that this process opens. */
function uploaded(id: string, dir: string): Promise<Uint8Array> {
  return readFile(join(dir, basename(id)));
}

function readExpectation(query: URLSearchParams): Expectation {
  const number = (name: string): number => Number(query.get(name) ?? 0);
  return { count: number("count"), open: number("open"), complete: number("complete"), broken: number("broken") };
}
