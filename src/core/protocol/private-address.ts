type Reach = "loopback" | "lan" | "special" | "public";

/** First address, bits of the prefix, and what the block is for; blocks that are not named are public. */
type Block = readonly [prefix: readonly number[], bits: number, reach: Reach];

// https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry, as bytes and as groups.
const IPV4_BLOCKS: readonly Block[] = [
  [[0], 8, "special"],
  [[10], 8, "lan"],
  [[100, 64], 10, "lan"],
  [[127], 8, "loopback"],
  [[169, 254], 16, "lan"],
  [[172, 16], 12, "lan"],
  [[192, 0, 0], 24, "special"],
  [[192, 0, 2], 24, "special"],
  [[192, 168], 16, "lan"],
  [[198, 18], 15, "special"],
  [[198, 51, 100], 24, "special"],
  [[203, 0, 113], 24, "special"],
  // Multicast, reserved and broadcast.
  [[224], 3, "special"],
];
const IPV6_BLOCKS: readonly Block[] = [
  [[0, 0, 0, 0, 0, 0, 0, 1], 128, "loopback"],
  [[0x64, 0xff9b, 1], 48, "special"],
  [[0x100], 64, "special"],
  // Teredo and other protocol assignments: an IPv4 address is wrapped up in it.
  [[0x2001], 23, "special"],
  [[0x2001, 0xdb8], 32, "special"],
  [[0xfc00], 7, "lan"],
  [[0xfe80], 10, "lan"],
  [[0xfec0], 10, "lan"],
  [[0xff00], 8, "special"],
];

/**
 * Tells whether a host is an address that is not on the public internet: loopback, private, shared (CGNAT), link-local, unspecified,
 * multicast or reserved, also as IPv4 inside IPv6; or a `localhost` name.
 *
 * Takes a host without a port, in any form that a URL takes (`127.1`, `0x7f000001`), IPv6 in brackets or not. What another name leads to
 * is for the caller to find out, and to ask about.
 */
export function isPrivateAddress(host: string): boolean {
  return reachOf(host) !== "public";
}

/** Tells whether a host is an address of a local network: private, shared or link-local. `localhost` and loopback are not. */
export function isLanAddress(host: string): boolean {
  return reachOf(host) === "lan";
}

/** Tells whether a host is an address of this machine, or a `localhost` name. */
export function isLoopbackAddress(host: string): boolean {
  return reachOf(host) === "loopback";
}

function reachOf(host: string): Reach {
  const name = canonical(host);
  if (name.startsWith("[")) return reachOfIpv6(groupsOf(name.slice(1, -1)));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return find(IPV4_BLOCKS, name.split(".").map(Number), 8);
  return /(^|\.)localhost$/.test(name) ? "loopback" : "public";
}

/** The host as a URL has it; IPv6 without its zone, and without the dot that may end a name. */
function canonical(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const url = `http://${bare.includes(":") ? `[${bare}]` : bare}/`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, "") : "";
}

/** The eight groups of an IPv6 address in the form of a URL. */
function groupsOf(address: string): number[] {
  const [before = [], after = []] = address.split("::").map((side) => (side === "" ? [] : side.split(":")));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

function reachOfIpv6(groups: readonly number[]): Reach {
  const reach = find(IPV6_BLOCKS, groups, 16);
  if (reach !== "public") return reach;
  const embedded = embeddedIpv4(groups);
  return embedded ? find(IPV4_BLOCKS, embedded, 8) : "public";
}

/** The IPv4 address that an IPv4-mapped or -compatible, NAT64 or 6to4 address leads to. */
function embeddedIpv4(groups: readonly number[]): number[] | undefined {
  if (groups[0] === 0x2002) return bytesOf(groups.slice(1, 3));
  const isNat64 = groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every(isZero);
  const isTranslated = groups[4] === 0xffff && groups[5] === 0;
  const isMapped = groups[4] === 0 && (groups[5] === 0xffff || groups[5] === 0);
  if (isNat64 || (groups.slice(0, 4).every(isZero) && (isMapped || isTranslated))) return bytesOf(groups.slice(6));
  return undefined;
}

function isZero(group: number): boolean {
  return group === 0;
}

function bytesOf(groups: readonly number[]): number[] {
  return groups.flatMap((group) => [group >> 8, group & 0xff]);
}

function find(blocks: readonly Block[], address: readonly number[], unitBits: number): Reach {
  return blocks.find(([prefix, bits]) => isWithin(address, prefix, bits, unitBits))?.[2] ?? "public";
}

function isWithin(address: readonly number[], prefix: readonly number[], bits: number, unitBits: number): boolean {
  return address.every((unit, index) => {
    const free = unitBits - Math.min(unitBits, Math.max(0, bits - index * unitBits));
    return unit >> free === (prefix[index] ?? 0) >> free;
  });
}
