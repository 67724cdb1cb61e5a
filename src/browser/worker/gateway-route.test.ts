import { expect, it } from "vitest";
import type { GatewayAccess } from "../../core/protocol/index.ts";
import { GatewayRoute, type RoutedRequest } from "./gateway-route.ts";

const access: GatewayAccess = {
  url: "http://127.0.0.1:5173/gateway",
  token: "t",
  direct: ["https://cdn.example.com", "wss://chat.example.com"],
  named: ["http://127.0.0.1:8090", "ws://127.0.0.1:8090", "http://10.0.0.1"],
};
const route = new GatewayRoute(access);
const get: RoutedRequest = { url: "", method: "GET", headers: {} };

it.each([
  ["the page's own server", "http://127.0.0.1:5173/a", true],
  ["a server that is named as direct", "https://cdn.example.com/a", true],
  ["another server", "https://api.example.com/a", false],
  ["another port of a server that is named as direct", "https://cdn.example.com:8443/a", false],
  ["this machine, named in a list", "http://127.0.0.1:8090/a", false],
  ["this machine, not named", "http://127.0.0.1:8091/a", true],
  ["this machine, not named, by name", "http://localhost:8090/a", true],
  ["the local network, named", "http://10.0.0.1/a", false],
  ["the local network, not named", "http://10.0.0.2/a", true],
  ["no URL", "http://", true],
])("lets the browser itself ask %s: %s, %s", (_what, url, isDirect) => {
  expect(route.isDirect({ ...get, url })).toBe(isDirect);
});

it.each([
  ["nothing", {}, true],
  ["the platform's referrer", { headers: { referer: "x" } }, true],
  ["a header that browsers send", { headers: { "X-A": "1" } }, true],
  ["a cookie", { headers: { Cookie: "a=1" } }, false],
  ["a user agent", { headers: { "user-agent": "x" } }, false],
  ["a redirect that is to be seen", { redirect: "manual" }, false],
  ["a method that browsers do not send", { method: "TRACE" }, false],
] satisfies [string, Partial<RoutedRequest>, boolean][])("loses nothing: %s", (_what, change, isDirect) => {
  expect(route.isDirect({ ...get, url: "https://cdn.example.com/", ...change })).toBe(isDirect);
});

it("sends what browsers can't send at all through the gateway, which says what to name", () => {
  expect(route.isDirect({ ...get, url: "http://10.0.0.2/", method: "TRACE" })).toBe(false);
});

it.each([
  ["ws://127.0.0.1:5173/a", {}, true],
  ["wss://chat.example.com/a", { referer: "x" }, true],
  ["wss://chat.example.com/a", { "X-A": "1" }, false],
  ["wss://other.example.com/a", {}, false],
  ["ws://127.0.0.1:8090/a", {}, false],
  ["ws://127.0.0.1:8091/a", {}, true],
])("opens a socket itself: %s with %j, %s", (url, headers, isDirect) => {
  expect(route.isDirectSocket({ url, headers })).toBe(isDirect);
});
