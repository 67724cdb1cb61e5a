import { describe, expect, it } from "vitest";
import { checkConfig, defineConfig } from "./minihost-config.ts";

const FILE = "/project/minihost.config.ts";

describe("checkConfig", () => {
  it("takes all that a configuration may say", () => {
    const config = defineConfig({
      urlCheck: true,
      domains: { request: ["https://api.example.com"], socket: undefined },
      limits: { downloadBytes: 1024 ** 3 },
      formDataEncoding: "wechat",
      gateway: {
        direct: ["https://cdn.example.com", "http://127.0.0.1:8090", "wss://chat.example.com"],
        url: "../gateway",
        token: "0123456789abcdef",
      },
    });
    expect(checkConfig(config, FILE)).toBe(config);
    expect(checkConfig({}, FILE)).toEqual({});
  });

  it.each([
    [undefined, "Export an object as default: { urlCheck, domains, limits, formDataEncoding, gateway }"],
    [{ domain: {} }, "There is no setting domain: write one of urlCheck, domains, limits, formDataEncoding, gateway"],
    [{ toString: 1 }, "There is no setting toString"],
    [{ urlCheck: "no" }, 'urlCheck can\'t be "no": write true or false'],
    [{ domains: { request: ["*.example.com"] } }, `"*.example.com" can't stand in domains.request`],
    [{ domains: { requests: [] } }, "There is no list domains.requests"],
    [{ limits: 5 }, "limits must be an object: { downloadBytes, storedBytes, temporaryBytes }"],
    [{ limits: { uploadBytes: 5 } }, "There is no setting limits.uploadBytes: write one of downloadBytes, storedBytes"],
    [{ limits: { storedBytes: 0 } }, "limits.storedBytes can't be 0: write a number of bytes"],
    [{ limits: { downloadBytes: "1 GB" } }, 'limits.downloadBytes can\'t be "1 GB": write a number of bytes'],
    [{ limits: { downloadBytes: Number.NaN } }, "limits.downloadBytes can't be"],
    [{ formDataEncoding: "xml" }, 'formDataEncoding can\'t be "xml": write "json" or "wechat"'],
    [{ gateway: { direct: "https://cdn.example.com" } }, "gateway.direct must be a list"],
    [
      { gateway: { direct: ["https://cdn.example.com/"] } },
      '"https://cdn.example.com/" can\'t stand in gateway.direct',
    ],
    [{ gateway: { direct: ["cdn.example.com"] } }, '"cdn.example.com" can\'t stand in gateway.direct: write an origin'],
    [{ gateway: { direct: ["https://*.example.com"] } }, "gateway.direct: write an origin"],
    [{ gateway: { direct: [null] } }, "null can't stand in gateway.direct"],
    [{ gateway: { url: "https://other.example.com/gateway" } }, "write an address of the page's own server"],
    [{ gateway: { url: "//other.example.com/gateway" } }, "write an address of the page's own server"],
    [{ gateway: { url: 1 } }, "gateway.url can't be 1"],
    [{ gateway: { token: "short" } }, "gateway.token must be 16 or more letters"],
    [{ gateway: { address: "/" } }, "There is no setting gateway.address: write one of direct, url, token"],
  ])("says what is wrong with %j, and what to write", (config, message) => {
    expect(() => checkConfig(config, FILE)).toThrow(
      expect.objectContaining({
        name: "ToolError",
        code: "config.value",
        file: FILE,
        message: expect.stringContaining(message),
      }),
    );
  });
});
