import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import type { DomainListName, DomainLists } from "../../src/core/protocol/index.ts";
import { recordCallbacks, type RecordedCallbacks } from "../../src/testing/index.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device that is held to lists of domains. */
export interface DomainsHost {
  readonly wx: Pick<Wx, "request" | "uploadFile" | "downloadFile" | "getImageInfo" | "connectSocket">;
  /** Makes a file and resolves with its local path. */
  addFile(): Promise<string>;
  close(): Promise<void>;
}

/** Reasons why a host can't do something. */
export interface DomainsTraits {
  /** Why a redirect is followed without a check here. */
  readonly hidesRedirects?: string;
}

/** An API that reaches a server. */
type NetworkApi = keyof DomainsHost["wx"];

const LISTS: Readonly<Record<NetworkApi, DomainListName>> = {
  request: "request",
  uploadFile: "uploadFile",
  downloadFile: "downloadFile",
  getImageInfo: "downloadFile",
  connectSocket: "socket",
};
const APIS = Object.keys(LISTS) as NetworkApi[];
const HTTP_APIS = APIS.filter((api) => api !== "connectSocket");
const NONE: DomainLists = { request: [], socket: [], uploadFile: [], downloadFile: [] };

/** The contract of the lists of domains, over real sockets to a test server. */
export function domainsSuite(
  create: (domains: DomainLists) => Promise<DomainsHost>,
  serverUrl: string,
  traits: DomainsTraits = {},
): void {
  const socketUrl = serverUrl.replace("http", "ws");
  const elsewhere = serverUrl.replace("127.0.0.1", "localhost");
  const all: DomainLists = {
    request: [serverUrl],
    socket: [socketUrl],
    uploadFile: [serverUrl],
    downloadFile: [serverUrl],
  };
  let server: ServerLog;
  let hosts: DomainsHost[];
  let told: MockInstance<typeof console.error>;

  beforeEach(async () => {
    told = vi.spyOn(console, "error").mockImplementation(() => {});
    hosts = [];
    server = createServerLog(serverUrl);
    await server.reset();
  });
  afterEach(async () => {
    for (const host of hosts) await host.close();
    vi.restoreAllMocks();
  });

  async function open(domains: DomainLists): Promise<DomainsHost> {
    const host = await create(domains);
    hosts.push(host);
    return host;
  }

  /** Calls an API, with what it needs beside a URL. */
  async function call({ wx, addFile }: DomainsHost, api: NetworkApi, url: string): Promise<RecordedCallbacks> {
    const callbacks = recordCallbacks();
    if (api === "request") wx.request({ url, ...callbacks });
    if (api === "uploadFile") wx.uploadFile({ url, filePath: await addFile(), name: "file", ...callbacks });
    if (api === "downloadFile") wx.downloadFile({ url, ...callbacks });
    if (api === "getImageInfo") wx.getImageInfo({ src: url, ...callbacks });
    if (api === "connectSocket") wx.connectSocket({ url, ...callbacks }).onOpen(() => {});
    return callbacks;
  }

  /** A URL of the server that the API succeeds with. */
  const urlFor = (api: NetworkApi, base = serverUrl): string => {
    const paths = { request: "/echo", uploadFile: "/upload", downloadFile: "/echo", getImageInfo: "/1.jpg" };
    return api === "connectSocket" ? `${base.replace("http", "ws")}/socket` : base + paths[api];
  };

  const notListed = (api: NetworkApi): object => ({ errMsg: `${api}:fail url not in domain list`, errno: 600002 });

  describe.each(APIS)("wx.%s", (api) => {
    const list = LISTS[api];

    it("reaches a server that its list names", async () => {
      const callbacks = await call(await open({ ...NONE, [list]: all[list] }), api, urlFor(api));
      expect(await callbacks.completed).toMatchObject({ errMsg: `${api}:ok` });
      await server.requests({ count: 1 });
      expect(told).not.toHaveBeenCalled();
    });

    it("reaches no server that only the other lists name, and tells the developer what to add", async () => {
      const host = await open({ ...all, [list]: [] });
      for (const times of [1, 2]) {
        const callbacks = await call(host, api, urlFor(api));
        expect(await callbacks.completed).toEqual(notListed(api));
        expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
        expect(told, `after call ${times}`).toHaveBeenCalledOnce();
      }
      expect(told.mock.calls[0]?.[0]).toContain(`domains: { ${list}: ["${all[list][0]}"] }`);
      expect(await server.requests()).toEqual([]);
    });

    it("takes another name of a server for another server", async () => {
      const callbacks = await call(await open(all), api, urlFor(api, elsewhere));
      expect(await callbacks.completed).toEqual(notListed(api));
      expect(await server.requests()).toEqual([]);
    });

    it("says first that a URL is none", async () => {
      const scheme = api === "connectSocket" ? "https" : "wss";
      const urls = api === "getImageInfo" ? ["https://"] : ["/relative", "", `${scheme}://api.example.com`];
      for (const url of urls) {
        const callbacks = await call(await open(NONE), api, url);
        expect(await callbacks.completed).toEqual({ errMsg: `${api}:fail invalid url "${url}"`, errno: 600009 });
      }
      expect(told).not.toHaveBeenCalled();
    });
  });

  describe.each(HTTP_APIS)("a redirect of wx.%s", (api) => {
    const redirectTo = (target: string): string =>
      `${serverUrl}/made?status=307&header=${encodeURIComponent(`location:${target}`)}`;

    it("is followed to a server of the list", async () => {
      const callbacks = await call(await open(all), api, redirectTo(urlFor(api)));
      expect(await callbacks.completed).toMatchObject({ errMsg: `${api}:ok` });
      expect(await server.requests({ complete: 2 })).toHaveLength(2);
    });

    it.skipIf(traits.hidesRedirects)("to another server fails, and that server hears nothing", async () => {
      const callbacks = await call(await open(all), api, redirectTo(urlFor(api, elsewhere)));
      expect(await callbacks.completed).toEqual(notListed(api));
      expect(told.mock.calls).toEqual([[expect.stringContaining(`["${elsewhere}"]`)]]);
      expect(await server.requests({ complete: 1 })).toHaveLength(1);
    });
  });
}
