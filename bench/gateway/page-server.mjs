// The page's server, in a process of its own: a page, what it loads from dist, and a gateway.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createGateway } from "../../dist/node/gateway/index.js";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const [target] = process.argv.slice(2);
const token = "the-token-of-the-benchmark";
let origin = "";
const gateway = createGateway({
  token,
  isChecked: false,
  domains: { request: [target] },
  get origins() {
    return [origin];
  },
});

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, origin);
  if (pathname === "/gateway") gateway.handle(request, response);
  else if (pathname === "/") response.setHeader("Content-Type", "text/html").end("<!doctype html>");
  else {
    response.setHeader("Content-Type", "text/javascript");
    createReadStream(dist + pathname)
      .on("error", () => response.writeHead(404).end())
      .pipe(response);
  }
});
server.listen(0, "127.0.0.1", () => {
  origin = `http://127.0.0.1:${server.address().port}`;
  process.send({ origin, token });
});
process.on("disconnect", () => process.exit());
