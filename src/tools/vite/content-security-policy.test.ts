import { describe, expect, it } from "vitest";
import { sitePolicy, workerPolicy } from "./content-security-policy.ts";

const NONE = { request: [], socket: [], uploadFile: [], downloadFile: [] };
const connectSources = (policy: string): string | undefined => /connect-src ([^;]*)/.exec(policy)?.[1];

describe("sitePolicy", () => {
  it("lets a page and its Workers reach what the lists name, and run no foreign script and no code from text", () => {
    const policy = sitePolicy({ ...NONE, request: ["api.example.com"] });
    expect(connectSources(policy)).toBe("'self' https://api.example.com blob:");
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; ");
    expect(connectSources(sitePolicy())).toBe("* ws: wss: blob:");
  });

  it("says nothing that browsers ignore in markup", () => {
    expect(sitePolicy()).not.toMatch(/frame-ancestors|sandbox|report/);
  });
});

describe("workerPolicy", () => {
  it("lets an app without lists reach any server, but run no code from text", () => {
    expect(workerPolicy()).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src * ws: wss:");
  });

  it("lets an app with empty lists reach nobody but its own server", () => {
    expect(connectSources(workerPolicy(NONE))).toBe("'self'");
  });

  it("names every server of every list once", () => {
    const domains = {
      request: ["api.example.com", "https://API.example.com", "https://api.example.com:8443", "http://127.0.0.1:8090"],
      socket: ["ws://[::1]:8090", "chat.example.com", "wss://chat.example.com", "ws://localhost:8090"],
      uploadFile: ["例え.jp"],
      downloadFile: ["http://127.0.0.1:8090", "https://cdn.example.com:443"],
    };
    expect(connectSources(workerPolicy(domains))?.split(" ")).toEqual([
      "'self'",
      "https://api.example.com",
      "https://api.example.com:8443",
      "http://127.0.0.1:8090",
      "wss://chat.example.com:*",
      "ws://localhost:8090",
      "https://xn--r8jz45g.jp",
      "https://cdn.example.com",
    ]);
  });
});
