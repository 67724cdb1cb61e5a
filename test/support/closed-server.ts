import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { sampleBytes } from "../conformance/sample-bytes.ts";

/** A server that knows nothing of browsers: it allows no page of another origin anything. */
export interface ClosedServer {
  /** Without a slash at its end. */
  url: string;
  /** Requests so far, sockets among them. */
  requestCount(): number;
  close(): Promise<void>;
}

/** Size of `GET /file`. */
export const FILE_BYTES: number = 10 * 1024 * 1024;

/** The SHA-256 of `GET /file`. */
export function fileDigest(): string {
  return createHash("sha256").update(sampleBytes(FILE_BYTES)).digest("hex");
}

/**
 * Starts a server that has `/headers` (those of the request as JSON, and two cookies), `GET /file`, `POST /digest` (size and SHA-256 of
 * the file of a multipart body) and a WebSocket that first sends the headers of the handshake, then what it gets.
 */
export async function startClosedServer(): Promise<ClosedServer> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    void answer(request, response);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket, { headers }) => {
    requests += 1;
    socket.send(JSON.stringify(headers));
    socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestCount: () => requests,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === "/file") {
    response.end(Buffer.from(sampleBytes(FILE_BYTES)));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  response.setHeader("Content-Type", "application/json");
  if (request.url === "/digest") {
    response.end(JSON.stringify(digestOf(fileOf(Buffer.concat(chunks), request.headers))));
    return;
  }
  response.setHeader("Set-Cookie", ["session=1; HttpOnly", "b=2"]);
  response.end(JSON.stringify(request.headers));
}

function digestOf(file: Buffer): { size: number; sha256: string } {
  return { size: file.length, sha256: createHash("sha256").update(file).digest("hex") };
}

/** The bytes of the one part of a multipart body. */
function fileOf(body: Buffer, headers: IncomingHttpHeaders): Buffer {
  const [, boundary = ""] = /boundary=(.+)$/.exec(headers["content-type"] ?? "") ?? [];
  return body.subarray(body.indexOf("\r\n\r\n") + 4, body.lastIndexOf(`\r\n--${boundary}--`));
}
