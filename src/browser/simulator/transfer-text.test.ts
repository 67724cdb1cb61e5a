import { describe, expect, it } from "vitest";
import type { Transfer } from "../../core/protocol/index.ts";
import { bytesText, durationText, elapsedMs, isFailed, statusText, urlParts } from "./transfer-text.ts";

const transfer: Transfer = {
  id: 1,
  api: "request",
  method: "GET",
  url: "https://example.com/a",
  state: "active",
  startedMs: 1000,
  requestHeaders: {},
  sentBytes: 0,
  totalSentBytes: 0,
  receivedBytes: 0,
  totalReceivedBytes: 0,
};

describe("texts of a transfer", () => {
  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1536, "1.5 KB"],
    [150 * 1024, "150 KB"],
    [1024 ** 3, "1.0 GB"],
    [5000 * 1024 ** 4, "5000 TB"],
  ])("writes %i bytes as %s", (bytes, text) => expect(bytesText(bytes)).toBe(text));

  it.each([
    [4.4, "4 ms"],
    [1250, "1.25 s"],
    [61_400, "1 min 1 s"],
    [119_900, "1 min 59 s"],
  ])("writes %d milliseconds as %s", (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));

  it("counts the time until now while the transfer runs", () => {
    expect(elapsedMs(transfer, 1500)).toBe(500);
    expect(elapsedMs({ ...transfer, endedMs: 1200 }, 1500)).toBe(200);
  });

  it("prefers the status code to the state", () => {
    expect(statusText(transfer)).toBe("…");
    expect(statusText({ ...transfer, state: "success", statusCode: 204 })).toBe("204");
    expect(statusText({ ...transfer, state: "fail" })).toBe("fail");
  });

  it("takes a refusal by the server for a failure", () => {
    expect(isFailed({ ...transfer, state: "success", statusCode: 404 })).toBe(true);
    expect(isFailed({ ...transfer, state: "success", statusCode: 304 })).toBe(false);
    expect(isFailed({ ...transfer, state: "fail" })).toBe(true);
  });

  it.each([
    ["https://a.com/x/y.json?q=1#h", "y.json?q=1", "a.com/x/"],
    ["https://a.com/x/y/", "y", "a.com/x/"],
    ["http://a.com:81", "/", "a.com:81"],
    ["not a url", "not a url", ""],
  ])("splits %s", (url, name, host) => expect(urlParts(url)).toEqual({ name, host }));
});
