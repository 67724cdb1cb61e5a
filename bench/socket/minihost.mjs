import { createDevice } from "../../dist/node/index.js";
import { measure } from "./measure.mjs";

await measure(async (url, onMessage) => {
  const device = await createDevice();
  const task = device.wx.connectSocket({ url, fail: ({ errMsg }) => console.error(errMsg) });
  task.onMessage(({ data }) => onMessage(data));
  await new Promise((resolve, reject) => {
    task.onOpen(resolve);
    task.onError(({ errMsg }) => reject(new Error(errMsg)));
  });
  return {
    send: (data) => task.send({ data }),
    close: () => device.close(),
  };
});
