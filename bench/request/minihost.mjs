import { createDevice } from "../../dist/node/index.js";
import { measure } from "../upload/measure.mjs";

const device = await createDevice();
await measure(
  async () => (url) =>
    new Promise((resolve, reject) => {
      device.wx.request({
        url,
        data: { postcode: "215001" },
        success: ({ data, statusCode }) => resolve(data.error_code === 0 ? statusCode : 0),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    }),
);
await device.close();
