import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from "vitest";
import { createMemoryDevice, recordCallbacks } from "../../../testing/index.ts";
import { createUrlCheck } from "./check-url.ts";

const domains = {
  request: ["api.example.com"],
  socket: ["wss://chat.example.com"],
  uploadFile: ["https://upload.example.com:8443"],
  downloadFile: ["http://127.0.0.1:8090"],
};
const NOT_LISTED = { message: "url not in domain list", errno: 600002 };
let error: MockInstance<typeof console.error>;

beforeEach(() => {
  error = vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe("createUrlCheck", () => {
  it.each([
    ["request", "test.php"],
    ["request", ""],
    ["request", "http://"],
    ["request", "https://exa mple.com"],
    ["request", "wss://chat.example.com"],
    ["socket", "https://api.example.com"],
  ] as const)("takes for %s no %j, whether lists are checked or not", (list, url) => {
    const failure = expect.objectContaining({ message: `invalid url "${url}"`, errno: 600009 });
    expect(() => createUrlCheck({})(list, url)).toThrow(failure);
    expect(() => createUrlCheck({ domains })(list, url)).toThrow(failure);
  });

  it("allows every server when there are no lists", () => {
    const check = createUrlCheck({});
    for (const url of ["http://localhost:1", "https://anything.example:99"]) check("request", url);
    check("socket", "ws://127.0.0.1:1");
    expect(error).not.toHaveBeenCalled();
  });

  it.each([
    ["request", "https://api.example.com/v1"],
    ["socket", "wss://chat.example.com:9000"],
    ["uploadFile", "https://upload.example.com:8443/"],
    ["downloadFile", "http://127.0.0.1:8090/a.pdf"],
    ["request", "http://192.168.1.20:3000/"],
    ["socket", "ws://10.0.0.7/"],
    ["downloadFile", "http://[fe80::1]/"],
  ] as const)("allows %s %s", (list, url) => {
    createUrlCheck({ domains })(list, url);
    expect(error).not.toHaveBeenCalled();
  });

  it.each([
    ["request", "https://upload.example.com:8443/"],
    ["request", "http://api.example.com/"],
    ["request", "http://127.0.0.1:8090/"],
    ["request", "http://localhost/"],
    ["request", "http://192.168.1.20.example.com/"],
    ["socket", "ws://chat.example.com/"],
    ["uploadFile", "https://upload.example.com/"],
    ["downloadFile", "https://api.example.com/"],
  ] as const)("refuses %s %s", (list, url) => {
    expect(() => createUrlCheck({ domains })(list, url)).toThrow(expect.objectContaining(NOT_LISTED));
  });

  it("tells the developer which entry is missing in which list, once", () => {
    const check = createUrlCheck({ domains });
    for (const path of ["a", "b"]) expect(() => check("uploadFile", `http://127.0.0.1:8090/${path}`)).toThrow("list");
    expect(error.mock.calls).toEqual([
      [expect.stringMatching(/minihost\.config\.ts .*: domains: \{ uploadFile: \["http:\/\/127\.0\.0\.1:8090"\] \}/)],
    ]);
    expect(error.mock.calls[0]?.[0]).toContain("urlCheck: false");
    expect(() => check("request", "http://127.0.0.1:8090/")).toThrow("list");
    expect(error).toHaveBeenCalledTimes(2);
  });
});

describe("an app with lists of domains", () => {
  it.each([
    ["request", { url: "https://api.example.com" }],
    ["uploadFile", { url: "https://upload.example.com:8443", filePath: "wxfile://tmp/a.txt", name: "f" }],
    ["downloadFile", { url: "http://127.0.0.1:8090" }],
    ["getImageInfo", { src: "http://127.0.0.1:8090/a.png" }],
  ] as const)("has the redirects of wx.%s checked against its list", async (name, options) => {
    const { wx, ports } = createMemoryDevice({ domains });
    ports.files.add("wxfile://tmp/a.txt", "a");
    const callbacks = recordCallbacks();
    wx[name]({ ...options, ...callbacks } as never);
    const exchange = await ports.http.next();
    exchange.redirect("src" in options ? options.src : options.url);
    exchange.redirect("https://evil.example/");
    expect(await callbacks.completed).toEqual({ errMsg: `${name}:fail url not in domain list`, errno: 600002 });
    expect(ports.files.paths).toEqual(["wxfile://tmp/a.txt"]);
  });

  it.each([
    ["getImageInfo", { src: "https://api.example.com/a.png" }],
    ["connectSocket", { url: "wss://api.example.com" }],
  ] as const)("has its wx.%s checked", async (name, options) => {
    const { wx, ports } = createMemoryDevice({ domains });
    const callbacks = recordCallbacks();
    wx[name]({ ...options, ...callbacks } as never);
    expect(await callbacks.completed).toEqual({ errMsg: `${name}:fail url not in domain list`, errno: 600002 });
    expect(ports.http.sentCount).toBe(0);
  });
});

describe("wx.request", () => {
  it("fails with a number of its own after too many redirects", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.request({ url: "https://api.example.com", ...callbacks });
    (await ports.http.next()).fail("net::ERR_TOO_MANY_REDIRECTS", "too-many-redirects");
    expect(await callbacks.completed).toEqual({ errMsg: "request:fail net::ERR_TOO_MANY_REDIRECTS", errno: 600008 });
  });
});
