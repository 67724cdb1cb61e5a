import { createDevice } from "../../dist/node/index.js";
import { measure } from "./measure.mjs";

const device = await createDevice();
await measure(async (file) => {
  const filePath = await device.addFile(file);
  return (url) =>
    new Promise((resolve, reject) => {
      device.wx.uploadFile({
        url,
        filePath,
        name: "file",
        formData: { user: "bench" },
        success: ({ statusCode }) => resolve(statusCode),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    });
});
await device.close();
