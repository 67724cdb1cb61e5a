import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { refusalOf } from "./admission.ts";
import type { GatewayOptions } from "./gateway-options.ts";

const options: GatewayOptions = { origins: ["https://app.example.com"], token: "0123456789abcdef" };

/** A request of the page, but for what `change` says. */
function request(remoteAddress: string, change: IncomingMessage["headers"] = {}): IncomingMessage {
  const headers = { host: "app.example.com", origin: "https://app.example.com", ...change };
  return { headers, socket: { remoteAddress } } as IncomingMessage;
}

it.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("lets in programs of this machine: %s", (address) => {
  expect(refusalOf(request(address), options.token, options)).toBeUndefined();
});

it.each(["192.168.0.2", "1.1.1.1", "fd00::1"])("lets in others only where that is allowed: %s", (address) => {
  expect(refusalOf(request(address), options.token, options)).toContain("its own machine");
  expect(refusalOf(request(address), options.token, { ...options, isLoopbackOnly: false })).toBeUndefined();
});

it("takes a page at its word by what browsers say of it", () => {
  const withoutOrigin = request("127.0.0.1", { origin: undefined, "sec-fetch-site": "same-origin" });
  expect(refusalOf(withoutOrigin, options.token, options)).toBeUndefined();
  const otherName = request("127.0.0.1", { host: "other.example.com" });
  expect(refusalOf(otherName, options.token, options)).toContain('"other.example.com"');
  const mixed = { ...options, origins: [...options.origins, "https://other.example.com"] };
  expect(refusalOf(otherName, options.token, mixed)).toContain("its own pages");
});
