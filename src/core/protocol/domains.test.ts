import { describe, expect, it } from "vitest";
import { domainEntryOf, isListed } from "./domains.ts";

describe("isListed", () => {
  it.each([
    ["api.example.com", "https://api.example.com"],
    ["api.example.com", "https://api.example.com/v1?a=b#c"],
    ["api.example.com", "HTTPS://API.example.COM/"],
    ["API.Example.com", "https://api.example.com/"],
    ["api.example.com", "https://me:secret@api.example.com/"],
    ["api.example.com", "https://api.example.com/a:80/b"],
    ["https://api.example.com", "https://api.example.com/"],
    ["api.example.com:8443", "https://api.example.com:8443/"],
    ["https://api.example.com:443", "https://api.example.com:443/"],
    ["例え.jp", "https://xn--r8jz45g.jp/"],
    ["chat.example.com", "wss://chat.example.com/"],
    ["chat.example.com", "wss://chat.example.com:9000/room"],
    ["wss://chat.example.com", "wss://chat.example.com:443"],
    ["http://127.0.0.1:8090", "http://127.0.0.1:8090/echo"],
    ["http://localhost", "http://localhost:80/"],
    ["http://[::1]:8090", "http://[0:0::1]:8090/"],
    ["ws://127.0.0.1:8090", "ws://127.0.0.1:8090/socket"],
  ])("finds that %s covers %s", (entry, url) => {
    expect(isListed([entry], url)).toBe(true);
  });

  it.each([
    ["example.com", "https://api.example.com/"],
    ["api.example.com", "https://example.com/"],
    ["api.example.com", "https://api.example.com.evil.test/"],
    ["api.example.com", "https://api.example.com@evil.test/"],
    ["api.example.com", "https://evil.test\\@api.example.com/"],
    ["api.example.com", "https://api.example.com:443/"],
    ["api.example.com", "https://me:secret@api.example.com:443/"],
    ["api.example.com", "https://api.example.com:8443/"],
    ["api.example.com:8443", "https://api.example.com/"],
    ["api.example.com:8443", "https://api.example.com:84\t44/"],
    ["https://api.example.com:443", "https://api.example.com/"],
    ["api.example.com", "http://api.example.com/"],
    ["https://api.example.com", "wss://api.example.com/"],
    ["wss://api.example.com", "https://api.example.com/"],
    ["chat.example.com", "ws://chat.example.com/"],
    ["127.0.0.1:8090", "http://127.0.0.1:8090/"],
    ["http://127.0.0.1:8090", "http://127.0.0.1:8091/"],
    ["http://127.0.0.1:8090", "http://localhost:8090/"],
    ["ws://127.0.0.1:8090", "ws://127.0.0.1:8091/"],
    ["http://127.0.0.1:8090", "https://127.0.0.1:8090/"],
    ["*.example.com", "https://api.example.com/"],
    ["https://api.example.com/v1", "https://api.example.com/v1"],
    ["", "https://api.example.com/"],
    ["api.example.com", "api.example.com"],
    ["api.example.com", "https://"],
  ])("finds that %j does not cover %j", (entry, url) => {
    expect(isListed([entry], url)).toBe(false);
  });

  it("looks through the whole list", () => {
    expect(isListed([], "https://b.example.com/")).toBe(false);
    expect(isListed(["a.example.com", "b.example.com"], "https://b.example.com/")).toBe(true);
  });
});

describe("domainEntryOf", () => {
  it.each([
    ["https://api.example.com/v1?a=b", "https://api.example.com"],
    ["https://API.example.com:8443", "https://api.example.com:8443"],
    ["https://api.example.com:443/v1", "https://api.example.com:443"],
    ["http://127.0.0.1:8090/echo", "http://127.0.0.1:8090"],
    ["http://localhost:80", "http://localhost"],
    ["https://[::1]:8443/", "https://[::1]:8443"],
    ["wss://chat.example.com:9000/room", "wss://chat.example.com"],
    ["ws://127.0.0.1:8090/socket", "ws://127.0.0.1:8090"],
  ])("covers %s with %s", (url, entry) => {
    expect(domainEntryOf(url)).toBe(entry);
    expect(isListed([entry], url)).toBe(true);
  });
});
