// A server that reads uploads and answers 200 as fast as Node can: it understands just enough of HTTP for that.
import { createServer } from "node:net";

const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
const OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
const END_OF_HEAD = "\r\n\r\n";

const server = createServer({ noDelay: true }, (socket) => {
  let remainingBytes = 0;
  let partialHead = Buffer.alloc(0);

  /** Takes one piece of the stream and returns what follows it. */
  function take(data) {
    if (remainingBytes === 0) {
      const buffered = Buffer.concat([partialHead, data]);
      const end = buffered.indexOf(END_OF_HEAD);
      partialHead = end < 0 ? buffered : Buffer.alloc(0);
      if (end < 0) return Buffer.alloc(0);
      const head = buffered.toString("latin1", 0, end);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      if (length === undefined) throw new Error("The sink reads only bodies with a Content-Length");
      remainingBytes = Number(length);
      if (/\r\nexpect: *100-continue/i.test(head)) socket.write(CONTINUE);
      return buffered.subarray(end + END_OF_HEAD.length);
    }
    const taken = Math.min(remainingBytes, data.length);
    remainingBytes -= taken;
    if (remainingBytes === 0) socket.write(OK);
    return data.subarray(taken);
  }

  socket.on("data", (chunk) => {
    let rest = chunk;
    while (rest.length > 0) rest = take(rest);
  });
  socket.on("error", () => socket.destroy());
});

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
