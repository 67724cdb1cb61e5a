// Runs an app whose promise is rejected without anybody who handles it, then a rejection that is not the app's. Needs the build.
import { createDevice } from "minihost/node";
import { createCompiler } from "../../dist/tools/compiler/index.js";

/** @type {Record<string, string>} */
const files = {
  "app.json": JSON.stringify({ pages: ["pages/a/a"] }),
  "app.js": `App({ told: [], onUnhandledRejection({ reason, promise }) { this.told.push([reason.message, promise instanceof Promise]) } })`,
  "pages/a/a.js": `Page({ async onLoad() { throw new Error("of the app") }, told() { return getApp().told } })`,
  "pages/a/a.wxml": "<view/>",
};

const source = { list: async () => Object.keys(files), read: async (/** @type {string} */ path) => files[path] };
const bundle = await createCompiler(source, { appId: "test" }).compile();
if (!bundle.ok) throw new Error("The app has errors");
const device = await createDevice();
const app = await device.launch(bundle);
await new Promise((resolve) => setImmediate(resolve));
console.log(JSON.stringify(app.currentPage?.callMethod("told")));
void Promise.reject(new Error("of the script"));
