// npm start: the gallery in the simulator, and the backend that it talks to, in one process.
import { startBackend } from "../dist/tools/backend/index.js";
import { runServers } from "../dist/tools/cli/index.js";
import { startDevServer } from "../dist/tools/vite/index.js";

await runServers(async () => {
  const backend = await startBackend({ port: 8095, host: "127.0.0.1", dir: ".minihost/backend" });
  try {
    const dev = await startDevServer({
      dir: "examples/gallery",
      port: 5295,
      host: "127.0.0.1",
      open: process.stdout.isTTY,
    });
    console.log(`minihost ${dev.url}`);
    return [dev, backend];
  } catch (error) {
    await backend.close();
    throw error;
  }
});
