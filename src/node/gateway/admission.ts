import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopbackAddress } from "../../core/protocol/index.ts";
import type { GatewayOptions } from "./gateway-options.ts";

/**
 * Tells why a caller may not use the gateway, or `undefined` when it may: a page of one of the origins, which browsers tell us, that
 * knows the token. A page of another site can neither claim the origin nor set the `Host`, whatever its own name resolves to.
 */
export function refusalOf(
  { headers, socket }: IncomingMessage,
  token: string | undefined,
  options: GatewayOptions,
): string | undefined {
  const { origins, isLoopbackOnly = true } = options;
  if (isLoopbackOnly && !isLoopbackAddress(socket.remoteAddress ?? "")) {
    return "The gateway serves programs of its own machine only";
  }
  const own = origins.filter((origin) => new URL(origin).host === headers.host?.toLowerCase());
  if (own.length === 0) return `The gateway does not serve the host ${JSON.stringify(headers.host ?? "")}`;
  const site = headers["sec-fetch-site"];
  const isOfPage = headers.origin === undefined ? site === "same-origin" : own.includes(headers.origin);
  if (!isOfPage || (site !== undefined && site !== "same-origin")) return "The gateway serves its own pages only";
  if (!isSame(token, options.token)) return "The token is not that of the gateway; load the page again";
  return undefined;
}

/** Takes the same time wherever the difference is. */
function isSame(given: string | undefined, wanted: string): boolean {
  const [one, other] = [Buffer.from(given ?? ""), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
