import { once } from "node:events";
import { WebSocket } from "undici";
import { measure } from "./measure.mjs";

await measure(async (url, onMessage) => {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", ({ data }) => onMessage(data));
  await once(socket, "open");
  return {
    send: (data) => socket.send(data),
    async close() {
      socket.close();
      await once(socket, "close");
    },
  };
});
