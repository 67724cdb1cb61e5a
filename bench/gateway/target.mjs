// A server of another origin, in a process of its own: it allows every page everything, reads bodies and sends zeros.
import { createServer } from "node:http";

const ZEROS = Buffer.alloc(64 * 1024 * 1024);
const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Max-Age": "7200",
};

const server = createServer((request, response) => {
  response.writeHead(200, CORS);
  if (request.url === "/down") response.end(ZEROS);
  else request.resume().on("end", () => response.end('{"ok":true}'));
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
