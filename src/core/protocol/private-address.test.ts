import { expect, it } from "vitest";
import { isLanAddress, isLoopbackAddress, isPrivateAddress } from "./private-address.ts";

const LOOPBACK = ["127.0.0.1", "127.255.255.254", "localhost", "LOCALHOST.", "a.localhost", "::1", "[::1]"];
const LAN = [
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.2",
  "169.254.169.254",
  "100.64.0.1",
  "100.127.255.255",
  "fe80::1",
  "fe80::1%eth0",
  "[fd00::1]",
  "fc00::",
  "fec0::1",
];
const SPECIAL = [
  "0.0.0.0",
  "0.1.2.3",
  "192.0.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "ff02::1",
  "2001::1",
  "2001:db8::1",
  "100::1",
  "64:ff9b:1::1",
];
const PUBLIC = [
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.1",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.1",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
  "223.255.255.255",
  "2606:4700::1",
  "2001:4860::8888",
  "::ffff:1.1.1.1",
  "64:ff9b::101:101",
  "2002:101:101::1",
  "example.com",
  "localhost.example.com",
  "notlocalhost",
  "10.example.com",
  "not a host",
  "",
];

it.each(LOOPBACK)("%s is private, and no address of a local network", (host) => {
  expect([isPrivateAddress(host), isLanAddress(host)]).toEqual([true, false]);
  expect(isLoopbackAddress(host)).toBe(true);
});

it.each([...LAN, ...SPECIAL, ...PUBLIC])("%s is not this machine", (host) => {
  expect(isLoopbackAddress(host)).toBe(false);
});

it.each(LAN)("%s is an address of a local network", (host) => {
  expect([isPrivateAddress(host), isLanAddress(host)]).toEqual([true, true]);
});

it.each(SPECIAL)("%s is not on the public internet", (host) => {
  expect([isPrivateAddress(host), isLanAddress(host)]).toEqual([true, false]);
});

it.each(PUBLIC)("%s is not private", (host) => {
  expect([isPrivateAddress(host), isLanAddress(host)]).toEqual([false, false]);
});

it.each(["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1."])("knows 127.0.0.1 as %s", (host) => {
  expect(isPrivateAddress(host)).toBe(true);
});

it("knows this machine as IPv4 inside IPv6, as servers see their peers", () => {
  expect(isLoopbackAddress("::ffff:127.0.0.1")).toBe(true);
});

it.each([
  "::ffff:127.0.0.1",
  "[::ffff:7f00:1]",
  "::127.0.0.1",
  "::ffff:0:127.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2002:a00:1::5",
])("knows a private IPv4 address inside %s", (host) => {
  expect(isPrivateAddress(host)).toBe(true);
});
