import type { HttpRequest, SocketRequest } from "../../core/ports/index.ts";
import { isListed, isPrivateAddress, type GatewayAccess } from "../../core/protocol/index.ts";
import { isForbiddenHeader } from "./request-headers.ts";

/** As much of a request as decides who sends it. */
export type RoutedRequest = Pick<HttpRequest, "url" | "method" | "headers" | "redirect">;

/** Methods that browsers send for nobody. */
const GATEWAY_METHODS = new Set(["TRACE", "TRACK"]);

/**
 * Decides which requests the browser makes itself: those to the page's own server and to servers that are named as direct, if nothing is
 * lost by that; and those to addresses that are not on the public internet and that nobody named, which a gateway refuses.
 */
export class GatewayRoute {
  readonly #access: GatewayAccess;
  readonly #pageOrigin: string;

  constructor(access: GatewayAccess) {
    this.#access = access;
    // A gateway is of the page's own origin.
    this.#pageOrigin = new URL(access.url).origin;
  }

  isDirect({ url, method, headers, redirect }: RoutedRequest): boolean {
    // What is no URL fails the same way everywhere.
    if (!URL.canParse(url)) return true;
    if (GATEWAY_METHODS.has(method) || redirect === "manual") return false;
    if (this.isUnnamedPrivate(url)) return true;
    return this.#isOpenToBrowsers(url) && !Object.keys(headers).some(isLost);
  }

  isDirectSocket({ url, headers }: Pick<SocketRequest, "url" | "headers">): boolean {
    if (this.isUnnamedPrivate(url)) return true;
    return this.#isOpenToBrowsers(url) && Object.keys(headers).every((name) => name.toLowerCase() === "referer");
  }

  /** Whether the server has an address that is not on the public internet, and stands in no list. */
  isUnnamedPrivate(url: string): boolean {
    return isPrivateAddress(new URL(url).hostname) && !isListed(this.#access.named, url);
  }

  #isOpenToBrowsers(url: string): boolean {
    const { origin } = new URL(url);
    return origin.replace(/^ws/, "http") === this.#pageOrigin || this.#access.direct.includes(origin);
  }
}

/** The referrer is the platform's: no app misses it. */
function isLost(name: string): boolean {
  const lower = name.toLowerCase();
  return lower !== "referer" && isForbiddenHeader(lower);
}
