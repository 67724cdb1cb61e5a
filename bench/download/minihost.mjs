// Downloads one URL with minihost and prints the seconds that it took, without the start of Node, and the size of the file.
import { createDevice } from "../../dist/node/index.js";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";

const { url, folder } = JSON.parse(process.argv[2]);
const dataDir = join(folder, "device");
const device = await createDevice({ dataDir, limits: { downloadBytes: Infinity } });
const startMs = performance.now();
const path = await new Promise((resolve, reject) => {
  device.wx.downloadFile({
    url,
    success: ({ tempFilePath }) => resolve(tempFilePath),
    fail: ({ errMsg }) => reject(new Error(errMsg)),
  });
});
const seconds = (performance.now() - startMs) / 1000;
const { size } = await stat(join(dataDir, "tmp", basename(path)));
await device.close();
console.log(JSON.stringify({ seconds, size }));
