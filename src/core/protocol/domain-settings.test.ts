import { describe, expect, it } from "vitest";
import { domainsInForce, findDomainMistake } from "./domain-settings.ts";

const NONE = { request: [], socket: [], uploadFile: [], downloadFile: [] };

describe("domainsInForce", () => {
  it("holds an app to its lists unless that is turned off", () => {
    const domains = { request: ["a.example"] };
    expect(domainsInForce({ domains })).toEqual({ ...NONE, ...domains });
    expect(domainsInForce({ domains, urlCheck: true })).toEqual({ ...NONE, ...domains });
    expect(domainsInForce({ domains, urlCheck: false })).toBeUndefined();
  });

  it("allows every server without lists, unless they are asked for", () => {
    expect(domainsInForce({})).toBeUndefined();
    expect(domainsInForce({ urlCheck: false })).toBeUndefined();
    expect(domainsInForce({ urlCheck: true })).toEqual(NONE);
  });
});

describe("findDomainMistake", () => {
  it("finds none in lists as they should be", () => {
    const http = ["api.example.com", "api.example.com:8443", "https://api.example.com", "http://127.0.0.1:8090"];
    const socket = ["chat.example.com", "wss://chat.example.com", "ws://localhost:8090", "ws://[::1]:8090"];
    expect(findDomainMistake({ request: http, uploadFile: http, downloadFile: http, socket })).toBeUndefined();
    expect(findDomainMistake({ request: ["http://192.168.1.20", "HTTPS://例え.jp"] })).toBeUndefined();
    expect(findDomainMistake({ request: undefined })).toBeUndefined();
  });

  it.each([
    [[], "domains must be an object with the lists request, socket, uploadFile, downloadFile"],
    ["a.example", "domains must be an object"],
    [{ upload: [] }, "There is no list domains.upload: write one of request, socket, uploadFile, downloadFile"],
    [{ request: "a.example" }, 'domains.request must be a list, such as ["https://api.example.com"]'],
    [{ socket: [1] }, '1 can\'t stand in domains.socket: write a text, such as "wss://chat.example.com"'],
  ])("describes what is wrong with %j", (domains, mistake) => {
    expect(findDomainMistake(domains)).toContain(mistake);
  });

  it.each([
    ["request", "https://api.example.com/v1", "https://api.example.com"],
    ["request", "https://api.example.com/", "https://api.example.com"],
    ["request", "api.example.com/v1?a=b", "api.example.com"],
    ["request", "https://me@api.example.com", "https://api.example.com"],
    ["request", "wss://api.example.com", "https://api.example.com"],
    ["request", "ws://127.0.0.1:8090", "http://127.0.0.1:8090"],
    ["request", "ftp://api.example.com", "https://api.example.com"],
    ["request", "127.0.0.1:8090", "http://127.0.0.1:8090"],
    ["request", "localhost", "http://localhost"],
    ["socket", "https://chat.example.com", "wss://chat.example.com"],
    ["socket", "http://localhost:8090", "ws://localhost:8090"],
    ["socket", "wss://chat.example.com:9000", "wss://chat.example.com"],
    ["socket", "chat.example.com:443", "chat.example.com"],
    ["socket", "192.168.1.20:8090", "ws://192.168.1.20:8090"],
  ] as const)("corrects in %s %s to %s", (list, entry, right) => {
    expect(findDomainMistake({ [list]: [entry] })).toBe(
      `${JSON.stringify(entry)} can't stand in domains.${list}: write ${JSON.stringify(right)}`,
    );
    expect(findDomainMistake({ [list]: [right] })).toBeUndefined();
  });

  it.each([
    ["*.example.com", "there are no wildcards"],
    ["https://", "names no server"],
    ["", "names no server"],
    ["api example.com", "names no server"],
    ["https://api.example.com;x", "names no server"],
    ["api.weixin.qq.com", "the platform lets no app call it"],
    ["https://api.weixin.qq.com", "the platform lets no app call it"],
  ])("refuses %j: %s", (entry, advice) => {
    expect(findDomainMistake({ request: ["a.example", entry] })).toContain(advice);
  });
});
