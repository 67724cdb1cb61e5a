// A server that sends so many bytes as the path says, as fast as Node can: it understands just enough of HTTP for that.
import { createServer } from "node:net";

const PIECE = Buffer.alloc(1024 * 1024, "minihost ");

const server = createServer({ noDelay: true }, (socket) => {
  let head = "";
  socket.on("data", (chunk) => {
    head += chunk.toString("latin1");
    if (!head.includes("\r\n\r\n")) return;
    const size = Number(/^GET \/(\d+) /.exec(head)?.[1]);
    head = "";
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: ${size}\r\n\r\n`);
    send(socket, size);
  });
  socket.on("error", () => socket.destroy());
});

function send(socket, size) {
  let left = size;
  const fill = () => {
    while (left > 0) {
      const piece = PIECE.subarray(0, left);
      left -= piece.length;
      if (!socket.write(piece)) return socket.once("drain", fill);
    }
  };
  fill();
}

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
