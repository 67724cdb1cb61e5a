import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { launchApp } from "../../../test/support/headless-app.ts";
import { APP_GLOBALS } from "../../core/protocol/index.ts";
import type { Page } from "./page.ts";

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => request.pipe(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  for (const name of ["error", "log"] as const) vi.spyOn(console, name).mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Runs the body of an asynchronous function as a method of a page, which gets `url`. */
async function run(body: string, wxml = `<view class="here" bindtap="tapped"/>`): Promise<unknown> {
  const script = `Page({ tapped(event) { this.event = event }, async run(url) { ${body} } })`;
  const { app } = await launchApp({ "pages/a/a.js": script, "pages/a/a.wxml": wxml });
  const page = app.currentPage as Page;
  const node = page.root.children[0]?.children[0];
  if (node !== undefined) page.tap(node);
  return page.callMethod("run", url);
}

/** Every kind of value that an app is handed. */
const VALUES = `
  const request = (options) => new Promise((success, fail) => wx.request({ url, method: "POST", data: "x", success, fail, ...options }));
  const caught = (act) => { try { return act() } catch (error) { return error } };
  // Calls with less and less of the stack in use, until it is enough.
  const overflow = (act) => {
    const errors = [];
    const deep = () => { try { deep() } catch { try { act() } catch (error) { errors.push(error); throw error } } };
    deep();
    return errors;
  };
  const settled = (promise) => promise.then((value) => value, (error) => error);
  const manager = wx.getFileSystemManager();
  const path = wx.env.USER_DATA_PATH + "/a.txt";
  manager.writeFileSync(path, "abc", "utf8");
  const opened = wx.request({ url, method: "POST" });
  const bytes = await request({ responseType: "arraybuffer" });
  const values = {
    result: await request({}),
    header: (await request({})).header,
    cookies: (await request({})).cookies,
    bytes: bytes.data,
    failure: await settled(request({ url: "http://127.0.0.1:1/" })),
    promise: wx.getNetworkType(),
    rejection: await settled(wx.getImageInfo({ src: "wxfile://tmp/none.png" })),
    task: opened,
    method: opened.abort,
    api: wx.request,
    wx,
    systemInfo: wx.getSystemInfoSync(),
    fileBytes: manager.readFileSync(path),
    stats: manager.statSync(path),
    thrown: caught(() => manager.readFileSync("wxfile://usr/none")),
    manager,
    event: this.event,
    target: this.event.currentTarget,
    touches: this.event.changedTouches,
    data: this.data,
    page: this,
    app: getApp(),
    pages: getCurrentPages(),
    console,
    log: console.log,
    setTimeout,
    URL: globalThis.URL,
    url: new globalThis.URL("http://a/b"),
    urlError: caught(() => new globalThis.URL("")),
    encoded: new TextEncoder().encode("猫"),
    decoder: new TextDecoder(),
    decoderError: caught(() => new TextDecoder("no encoding")),
    stackTrace: Error.prepareStackTrace,
    global: globalThis,
    overflows: [() => console.log(""), () => manager.statSync(path), () => new globalThis.URL("http://a/b")].flatMap(overflow),
  };
  opened.abort();`;

describe("the values that an app is handed", () => {
  it("are of its own realm", async () => {
    const kinds = await run(`${VALUES}
      const strangers = Object.entries(values).filter(([, value]) => !(value instanceof Object)).map(([name]) => name);
      return {
        strangers,
        bytes: values.bytes instanceof ArrayBuffer && values.bytes.byteLength === 1,
        fileBytes: values.fileBytes instanceof ArrayBuffer && values.fileBytes.byteLength === 3,
        encoded: values.encoded instanceof Uint8Array && values.encoded.buffer instanceof ArrayBuffer,
        promise: values.promise instanceof Promise,
        arrays: [values.cookies, values.touches, values.pages].every((value) => value instanceof Array),
        functions: [values.method, values.api, values.log, values.setTimeout].every((value) => value instanceof Function),
        errors: [values.thrown, ...values.overflows].every((value) => value instanceof Error),
        typeErrors: [values.urlError].every((value) => value instanceof TypeError),
        rangeErrors: values.overflows.length > 3 && [...values.overflows, values.decoderError].every((value) => value instanceof RangeError),
      };`);
    expect(kinds).toEqual({
      strangers: [],
      bytes: true,
      fileBytes: true,
      encoded: true,
      promise: true,
      arrays: true,
      functions: true,
      errors: true,
      typeErrors: true,
      rangeErrors: true,
    });
  });

  it("lead nowhere but to its own realm", async () => {
    const found = await run(`${VALUES}
      const seen = new Set();
      const strangers = [];
      const attempt = (path, value) => {
        if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
        seen.add(value);
        for (const make of [value.constructor, value.constructor && value.constructor.constructor]) {
          if (typeof make !== "function") continue;
          try {
            strangers.push(path + ": " + typeof make("return process")());
          } catch (error) {
            if (!(error instanceof Error)) strangers.push(path + ": an error of another realm");
          }
        }
        for (const key of Reflect.ownKeys(value)) {
          const property = Reflect.getOwnPropertyDescriptor(value, key);
          for (const part of [property.value, property.get, property.set]) attempt(path + "." + String(key), part);
        }
        attempt(path + ".__proto__", Reflect.getPrototypeOf(value));
      };
      for (const [name, value] of Object.entries(values)) attempt(name, value);
      return { strangers, many: seen.size > 500 };`);
    expect(found).toEqual({ strangers: [], many: true });
  });
});

describe("an app that wants out", () => {
  const ATTEMPTS: Readonly<Record<string, string>> = {
    "code from text": `return Function("return process")()`,
    "code from text, by eval": `return eval("process")`,
    "the constructor of asynchronous functions": `return (async () => {}).constructor("return process")()`,
    "a call site of a stack": `Error.prepareStackTrace = (error, sites) => sites;
      const sites = new Error().stack; return typeof sites === "string" ? fail() : sites[0].getThis().constructor.constructor("return process")()`,
    "another Error": `globalThis.Error = { prepareStackTrace: (error, sites) => sites }; return new TypeError().stack.constructor.constructor("return process")()`,
    "a proxy among its options": `let got;
      const spy = new Proxy(() => {}, { apply(target, self, values) { got ??= values; return undefined } });
      wx.request({ url, success: spy, data: {}, header: new Proxy({}, { ownKeys: spy, getOwnPropertyDescriptor: spy, get: spy }) });
      console.log(new Proxy({}, { get: spy, ownKeys: spy, getOwnPropertyDescriptor: spy, getPrototypeOf: spy }));
      setTimeout(spy.bind(null), 0);
      await new Promise((resolve) => setTimeout(resolve, 0));
      return got.constructor.constructor("return process")()`,
    "what the console looks at": `let got;
      const look = (...values) => { got ??= values.find((value) => typeof value === "function" || typeof value === "object") };
      console.log({ [Symbol.for("nodejs.util.inspect.custom")]: look, toString: look, toJSON: look, get a() { look(this); return 1 } });
      return got.constructor.constructor("return process")()`,
    "a changed method of arrays": `const taken = [];
      const restore = [];
      for (const name of ["map", "push", "forEach", Symbol.iterator]) {
        const own = Array.prototype[name];
        restore[restore.length] = () => { Array.prototype[name] = own };
        Array.prototype[name] = function (...values) {
          taken[taken.length] = this;
          for (let index = 0; index < values.length; index++) taken[taken.length] = values[index];
          return Reflect.apply(own, this, values);
        };
      }
      await wx.getNetworkType(); console.log(1);
      for (let index = 0; index < restore.length; index++) restore[index]();
      for (const value of taken) if (typeof value === "object" || typeof value === "function") {
        const made = value.constructor.constructor; if (made !== Function) return made("return process")()
      }`,
    "a changed then of promises": `let got;
      const { then } = Promise.prototype;
      Promise.prototype.then = function (...values) { got = values; return Reflect.apply(then, this, values) };
      Object.defineProperty(Object.prototype, "then", { configurable: true, get() { return undefined } });
      await wx.getNetworkType();
      delete Object.prototype.then;
      return got[0].constructor("return process")()`,
    "the caller of its callback": `return await new Promise((resolve) => {
      setTimeout(function () { try { resolve(arguments.callee.caller.constructor("return process")()) } catch (error) { resolve(undefined) } }, 0) })`,
    "its files": `return wx.getFileSystemManager().readFileSync("/etc/hostname")`,
    "a path out of the package": `return wx.getFileSystemManager().readFileSync("/../../../../etc/hostname")`,
  };

  it.each(Object.entries(ATTEMPTS))("gets nothing by %s", async (_way, body) => {
    const got = await run(`const fail = () => { throw new Error("nothing") };
      try { return typeof (await (async () => { ${body} })()) } catch { return "undefined" }`);
    expect(got).toBe("undefined");
  });

  it("finds the language, timers and the console, and nothing else, on its global object", async () => {
    const names = (await run("return Reflect.ownKeys(globalThis).map(String)")) as string[];
    expect(names.filter((name) => !APP_GLOBALS.has(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["Promise", "setTimeout", "console", "URL", "TextDecoder"]));
  });
});
