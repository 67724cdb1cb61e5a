import { describe, expect, it } from "vitest";
import { StopController } from "../../core/api/stop-controller.ts";
import type { HttpEvents, HttpRequest, Ports } from "../../core/ports/index.ts";
import { guardDomains } from "./guard-domains.ts";

const LISTS = {
  request: ["https://api.example.com"],
  uploadFile: ["https://up.example.com"],
  downloadFile: [],
  socket: ["wss://live.example.com"],
};
const request = (url: string, domainList?: HttpRequest["domainList"]): HttpRequest => ({
  url,
  method: "GET",
  headers: {},
  responseType: "text",
  ...(domainList === undefined ? {} : { domainList }),
});

function guarded(redirects: string[] = []) {
  const sent: string[] = [];
  const ports = {
    http: {
      showsRedirects: true,
      async send({ url }: HttpRequest, { onRedirect }: HttpEvents) {
        sent.push(url);
        for (const redirect of redirects) {
          onRedirect?.(redirect);
          sent.push(redirect);
        }
        return { statusCode: 200, header: {}, cookies: [], data: "" };
      },
    },
    socket: {
      open({ url }: { url: string }) {
        sent.push(url);
        return { send: () => true, close() {} };
      },
    },
  } as unknown as Ports;
  const { http, socket } = guardDomains(ports, LISTS);
  const { signal } = new StopController();
  return { sent, socket, send: (asked: HttpRequest) => http.send(asked, {}, signal) };
}

const DENIED = { name: "HostError", code: "denied" };

describe("the guard of the domain lists", () => {
  it("lets through what the list of the request names", async () => {
    const { send, sent } = guarded();
    await send(request("https://api.example.com/a"));
    await send(request("https://up.example.com/b", "uploadFile"));
    expect(sent).toEqual(["https://api.example.com/a", "https://up.example.com/b"]);
  });

  it("sends nothing to other servers, nor to those of another list", async () => {
    const { send, sent } = guarded();
    await expect(send(request("https://other.example.com/"))).rejects.toMatchObject(DENIED);
    await expect(send(request("https://up.example.com/"))).rejects.toMatchObject(DENIED);
    await expect(send(request("https://api.example.com/", "downloadFile"))).rejects.toMatchObject(DENIED);
    await expect(send(request("no url"))).rejects.toMatchObject(DENIED);
    expect(sent).toEqual([]);
  });

  it("follows no redirect to another server", async () => {
    const { send, sent } = guarded(["https://api.example.com/next", "https://other.example.com/"]);
    await expect(send(request("https://api.example.com/"))).rejects.toMatchObject(DENIED);
    expect(sent).toEqual(["https://api.example.com/", "https://api.example.com/next"]);
  });

  it("opens no socket to another server", () => {
    const { socket, sent } = guarded();
    const events = { onOpen() {}, onMessage() {}, onEnd() {} };
    const open = (url: string): unknown =>
      socket.open({ url, protocols: [], headers: {}, perMessageDeflate: false }, events);
    open("wss://live.example.com/");
    expect(() => open("wss://other.example.com/")).toThrow(expect.objectContaining(DENIED));
    expect(sent).toEqual(["wss://live.example.com/"]);
  });

  it("is not there for an app without lists", async () => {
    const ports = { http: {}, socket: {} } as unknown as Ports;
    expect(guardDomains(ports, undefined)).toBe(ports);
  });
});
