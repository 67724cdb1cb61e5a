import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from "vitest";
import { reportBlockedServers } from "./blocked-servers.ts";

const domains = { request: ["https://api.example.com"], socket: ["ws://[::1]:8090"], uploadFile: [], downloadFile: [] };
let error: MockInstance<typeof console.error>;

beforeEach(() => {
  error = vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe("reportBlockedServers", () => {
  const block = (worker: EventTarget, blockedURI: string, effectiveDirective = "connect-src"): boolean =>
    worker.dispatchEvent(Object.assign(new Event("securitypolicyviolation"), { blockedURI, effectiveDirective }));

  it("says once of each server why the browser kept the app from it", () => {
    const worker = new EventTarget();
    reportBlockedServers(worker, domains);
    for (const path of ["a", "b"]) block(worker, `http://192.168.1.20:3000/${path}`);
    block(worker, "https://api.example.com/redirecting");
    block(worker, "ws://[::1]:8090/socket");
    expect(error.mock.calls).toEqual([
      [
        expect.stringContaining(
          'local network must stand in the lists of minihost.config.ts. Where the app may reach it, add "http://192.168.1.20:3000"',
        ),
      ],
      [expect.stringContaining("A redirect of https://api.example.com was not followed")],
      [expect.stringContaining("ws://[::1]:8090 was not reached: a browser's policy knows no IPv6")],
    ]);
  });

  it("says nothing of what is no connection", () => {
    const worker = new EventTarget();
    reportBlockedServers(worker, undefined);
    block(worker, "https://api.example.com/a.js", "script-src-elem");
    block(worker, "inline");
    expect(error).not.toHaveBeenCalled();
  });
});
