import { isLanAddress } from "./private-address.ts";

/**
 * The servers that an app may reach, one list for each way to reach them.
 *
 * An entry is a host, such as `api.example.com`, which stands for `https://api.example.com` (`wss://` in `socket`), or an origin, such as
 * `https://api.example.com:8443`. Beyond the platform, an origin may be that of a plain server: `http://127.0.0.1:8090`.
 */
export interface DomainLists {
  readonly request: readonly string[];
  readonly socket: readonly string[];
  readonly uploadFile: readonly string[];
  /** Also for other APIs that fetch a file, such as `wx.getImageInfo`. */
  readonly downloadFile: readonly string[];
}

/** Name of one of the {@link DomainLists}. */
export type DomainListName = keyof DomainLists;

/** All of {@link DomainLists}. */
export const DOMAIN_LIST_NAMES: readonly DomainListName[] = ["request", "socket", "uploadFile", "downloadFile"];

const ENTRY = /^(?:(https?|wss?):\/\/)?[^\s/?#@\\]+$/i;
const WRITTEN_PORT = /^[^/]*\/\/[^/?#\\]*:\d+(?:[/?#\\]|$)/;

/**
 * Tells whether a list names the server of an absolute URL.
 *
 * Scheme and host must be the same; a host does not stand for those below it. A `wss` host is open on all ports. An `https` entry
 * without a port covers only URLs in which no port is written, not even `:443`.
 */
export function isListed(list: readonly string[], url: string): boolean {
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  const standard = target.protocol === "wss:" || target.protocol === "ws:" ? "wss" : "https";
  return list.some((entry) => {
    const origin = domainOrigin(entry, standard);
    return origin !== undefined && isCovered(target, url, origin);
  });
}

/**
 * Tells whether an app with this list may reach the server of an absolute URL. The platform leaves out addresses of the local network, so
 * that an app can speak to devices nearby.
 */
export function mayReach(list: readonly string[], url: string): boolean {
  return isListed(list, url) || (URL.canParse(url) && isLanAddress(new URL(url).hostname));
}

/** Writes an entry of a list as an origin; `undefined` for a text that is no entry. */
export function domainOrigin(entry: string, standardScheme: "https" | "wss"): string | undefined {
  const match = ENTRY.exec(entry);
  if (match === null) return undefined;
  const origin = match[1] === undefined ? `${standardScheme}://${entry}` : entry;
  return URL.canParse(origin) ? origin : undefined;
}

/** The entry that covers an absolute URL, and no other server. */
export function domainEntryOf(url: string): string {
  const { protocol, hostname, host } = new URL(url);
  if (protocol === "wss:") return `${protocol}//${hostname}`;
  const isStandardWritten = protocol === "https:" && host === hostname && WRITTEN_PORT.test(url);
  return `${protocol}//${host}${isStandardWritten ? ":443" : ""}`;
}

function isCovered(target: URL, url: string, origin: string): boolean {
  const named = new URL(origin);
  if (named.protocol !== target.protocol || named.hostname !== target.hostname) return false;
  if (target.protocol === "wss:") return true;
  if (named.port !== target.port) return false;
  // A parsed URL does not tell any more whether its standard port was written.
  return target.protocol !== "https:" || WRITTEN_PORT.test(origin) === WRITTEN_PORT.test(url);
}
