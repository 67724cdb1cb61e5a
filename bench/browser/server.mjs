// A server that gives 64 MiB, takes what is uploaded, and lets pages of any origin do both.
import { createServer } from "node:http";

const SIZE_BYTES = 64 * 1024 * 1024;
const PIECE = Buffer.alloc(1024 * 1024, "minihost ");
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-max-age": "7200",
  "cache-control": "no-store",
};

function giveBytes(response) {
  response.writeHead(200, { ...CORS, "content-type": "application/octet-stream", "content-length": SIZE_BYTES });
  let left = SIZE_BYTES / PIECE.length;
  const send = () => {
    while (left > 0) {
      left -= 1;
      if (!response.write(PIECE)) return;
    }
    response.end();
  };
  response.on("drain", send);
  send();
}

const server = createServer((request, response) => {
  if (request.url === "/bytes") {
    giveBytes(response);
    return;
  }
  if (request.url === "/blank") {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>bare</title>");
    return;
  }
  request.on("data", () => {});
  request.on("end", () => response.writeHead(200, CORS).end("ok"));
});

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
