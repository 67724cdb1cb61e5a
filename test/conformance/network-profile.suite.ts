import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NetworkProfile, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device that talks to the test server. */
export interface ProfileHost {
  readonly wx: Pick<Wx, "downloadFile" | "request" | "uploadFile">;
  readonly serverUrl: string;
  /** Makes a local file of so many zeros and resolves with its path. */
  addFile(sizeBytes: number): Promise<string>;
  close(): Promise<void>;
}

/** Why a host can't do something. */
export interface ProfileTraits {
  readonly cannotMeasure?: string;
}

const MEBIBYTE = 1024 * 1024;
/** In the order in which they happen. */
const STEPS = [
  "invokeStart",
  "queueStart",
  "queueEnd",
  "fetchStart",
  "domainLookUpStart",
  "domainLookUpEnd",
  "connectStart",
  "connectEnd",
  "requestStart",
  "requestEnd",
  "responseStart",
  "responseEnd",
] as const;

/** What results tell of how long the steps took. */
export function networkProfileSuite(create: () => Promise<ProfileHost>, { cannotMeasure }: ProfileTraits = {}): void {
  let host: ProfileHost;
  let server: ServerLog;

  beforeEach(async () => {
    host = await create();
    server = createServerLog(host.serverUrl);
    await server.reset();
  });
  afterEach(async () => {
    await server.release();
    await host.close();
  });

  /** Calls an API and resolves with its result, which must be a success. */
  async function call(api: keyof ProfileHost["wx"], path: string, options: object = {}): Promise<Result> {
    const callbacks = recordCallbacks();
    const upload = api === "uploadFile" ? { filePath: await host.addFile(1000), name: "file" } : {};
    const url = host.serverUrl + path;
    Reflect.apply(host.wx[api], undefined, [{ url, ...upload, ...options, ...callbacks }]);
    const result = await callbacks.completed;
    expect(result).toHaveProperty("errMsg", `${api}:ok`);
    return result as Result;
  }

  describe.each(["request", "uploadFile", "downloadFile"] as const)("the profile of %s", (api) => {
    it.runIf(cannotMeasure)("is not there where the host can't measure", async () => {
      expect(await call(api, "/made?text=x")).not.toHaveProperty("profile");
    });

    it("is not there when nobody wants it", async () => {
      expect(await call(api, "/made?text=x", { enableProfile: false })).not.toHaveProperty("profile");
    });

    it.skipIf(cannotMeasure)("has the steps in their order, and what they went over", async () => {
      const before = Date.now();
      const { profile } = await call(api, "/made?size=100000&headers-delay=400");
      const after = Date.now();
      const times = [before, ...STEPS.map((step) => profile[step]), after];
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      // The delay begins when the server has the request, of which a busy machine may learn the end late.
      expect(profile.responseStart - profile.requestEnd).toBeGreaterThanOrEqual(200);
      const { hostname, port } = new URL(host.serverUrl);
      expect(profile).toMatchObject({
        redirectStart: 0,
        redirectEnd: 0,
        SSLconnectionStart: 0,
        SSLconnectionEnd: 0,
        peerIP: hostname,
        port: Number(port),
        socketReused: false,
        protocol: "http1.1",
      });
      expect(profile.rtt).toBe(profile.connectEnd - profile.connectStart);
      expect(profile.receivedBytedCount).toBeGreaterThan(100_000);
      expect(profile.receivedBytedCount).toBeLessThan(102_000);
      expect(profile.sendBytesCount).toBeGreaterThan(api === "uploadFile" ? 1000 : 100);
      expect(profile.sendBytesCount).toBeLessThan(3000);
    });

    it.skipIf(cannotMeasure)("has what is measured, and no estimate of the platform's", async () => {
      const { profile } = await call(api, "/made?text=x");
      const others = ["redirectStart", "redirectEnd", "SSLconnectionStart", "SSLconnectionEnd", "rtt"];
      const means = ["peerIP", "port", "socketReused", "sendBytesCount", "receivedBytedCount", "protocol"];
      expect(Object.keys(profile).toSorted()).toEqual([...STEPS, ...others, ...means].toSorted());
    });

    it.skipIf(cannotMeasure)("tells that a connection was used again, and counts its own bytes only", async () => {
      await call(api, "/made?size=100000");
      const { profile } = await call(api, "/made?size=1000");
      expect(profile.socketReused).toBe(true);
      expect(profile.receivedBytedCount).toBeLessThan(3000);
      expect(profile.sendBytesCount).toBeLessThan(3000);
      const { domainLookUpStart, connectStart, connectEnd, requestStart } = profile;
      expect(new Set([domainLookUpStart, connectStart, connectEnd, requestStart]).size).toBe(1);
    });

    it.skipIf(cannotMeasure)("is that of the last request after redirects", async () => {
      const before = Date.now();
      const { profile } = await call(api, "/made?redirects=2&size=10");
      const { redirectStart, redirectEnd, fetchStart } = profile;
      const times = [before, redirectStart, redirectEnd, fetchStart];
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    });
  });

  it.skipIf(cannotMeasure)("counts a large file that wx.uploadFile sends", async () => {
    const filePath = await host.addFile(8 * MEBIBYTE);
    const { profile } = await call("uploadFile", "/made?text=x", { filePath });
    expect(profile.sendBytesCount).toBeGreaterThan(8 * MEBIBYTE);
    expect(profile.sendBytesCount).toBeLessThan(8 * MEBIBYTE + 3000);
    const { requestStart, requestEnd, responseStart } = profile;
    expect([requestStart, requestEnd, responseStart]).toEqual(
      [requestStart, requestEnd, responseStart].toSorted((a, b) => a - b),
    );
  });

  it.skipIf(cannotMeasure)("shows how long a call of wx.request waited for its turn", async () => {
    const held = Array.from({ length: 10 }, () => call("request", "/made?hold=body"));
    const eleventh = call("request", "/made?text=x");
    await server.requests({ open: 10 });
    const before = Date.now();
    await server.release();
    await Promise.all(held);
    const { profile } = await eleventh;
    expect(profile.queueStart).toBeLessThanOrEqual(before);
    expect(profile.queueEnd).toBeGreaterThanOrEqual(before);
  });
}

interface Result {
  profile: NetworkProfile;
}
