// A server that gives 1 GiB, counts what is uploaded, and lets pages of any origin do both.
import { createServer } from "node:http";

const PIECE = Buffer.alloc(1024 * 1024, "minihost ");
const PIECES = 1024;
const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "cache-control": "no-store" };

const server = createServer((request, response) => {
  if (request.url === "/bytes") {
    response.writeHead(200, { ...CORS, "content-length": PIECES * PIECE.length });
    let left = PIECES;
    const send = () => {
      while (left > 0) {
        left -= 1;
        if (!response.write(PIECE)) return;
      }
      response.end();
    };
    response.on("drain", send);
    send();
    return;
  }
  let received = 0;
  request.on("data", (piece) => {
    received += piece.length;
  });
  request.on("end", () => response.writeHead(200, CORS).end(String(received)));
});

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
