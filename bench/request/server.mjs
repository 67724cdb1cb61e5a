// A server that answers every request that has no body with a little JSON, as fast as Node can: it understands just enough of HTTP for that.
import { createServer } from "node:net";

const BODY = JSON.stringify({ error_code: 0, reason: "ok", result: { list: ["one", "two", "three"] } });
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
const END_OF_HEAD = "\r\n\r\n";

const server = createServer({ noDelay: true }, (socket) => {
  let partialHead = "";
  socket.setEncoding("latin1");
  socket.on("data", (text) => {
    const heads = (partialHead + text).split(END_OF_HEAD);
    partialHead = heads.pop();
    if (heads.length > 0) socket.write(ANSWER.repeat(heads.length));
  });
  socket.on("error", () => socket.destroy());
});

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
