import { once } from "node:events";
import { WebSocket } from "ws";
import { measure } from "./measure.mjs";

await measure(async (url, onMessage) => {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.binaryType = "arraybuffer";
  socket.on("message", onMessage);
  await once(socket, "open");
  return {
    send: (data) => socket.send(data),
    async close() {
      socket.close();
      await once(socket, "close");
    },
  };
});
