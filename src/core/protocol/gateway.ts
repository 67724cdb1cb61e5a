import type { DomainListName } from "./domains.ts";

/**
 * Name of the header that carries a {@link GatewayRequest} to a gateway, and a {@link GatewayAnswer} back. It starts with
 * {@link GATEWAY_PREFIX}, as do all headers that only minihost sets.
 */
export const GATEWAY_HEADER = "x-minihost-gateway";

/** Name of the header with which a page proves that it is the one that the gateway serves. */
export const GATEWAY_TOKEN_HEADER = "x-minihost-token";

/** Beginning of the names of headers that apps can't set. */
export const GATEWAY_PREFIX = "x-minihost-";

/** Sub-protocol of a WebSocket to a gateway; the second one that is offered is the token. */
export const GATEWAY_PROTOCOL = "minihost-gateway";

/** What the Worker of an app needs to use a gateway. No code of the app ever gets it. */
export interface GatewayAccess {
  /** Address of the gateway, of the page's own origin; on the wire relative to the page, in the Worker absolute. */
  url: string;
  token: string;
  /** Entries as in the domain lists: servers that the browser asks itself. */
  direct: readonly string[];
  /** Entries of all domain lists: what is named may be an address that is not on the public internet. */
  named: readonly string[];
}

/** What a gateway is asked to send; the body is that of the request itself. */
export interface GatewayRequest {
  /** The list in which the server must stand. */
  list: DomainListName;
  /** Absolute. */
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  /** `follow` has no use for the body of a redirect; the redirect itself is followed by who asked. */
  redirect: "follow" | "manual";
  /** Whether the browser may store the answer. Only a GET that reached the gateway as GET. */
  isCached: boolean;
}

/** Why a gateway sent nothing, or got nothing back. */
export interface GatewayFailure {
  /** `network` or `not-supported`. */
  code: "network" | "not-supported";
  /** The platform's own, such as `net::ERR_CONNECTION_REFUSED`. */
  message: string;
  /** The rule that forbids it: no list has the server, or it is no public address and nobody named it. */
  refusal?: "not-listed" | "private";
  /** A kept connection was gone already: the same request, sent again, takes another one. */
  isStale?: boolean;
}

/** What a gateway answers; the body of the response is that of the answer itself. */
export type GatewayAnswer =
  | { head: { statusCode: number; header: Record<string, string>; cookies: string[] } }
  | { failure: GatewayFailure };

/** The first message to a gateway over a WebSocket. */
export interface GatewaySocketRequest {
  url: string;
  protocols: readonly string[];
  headers: Readonly<Record<string, string>>;
  perMessageDeflate: boolean;
}

/** The first message that a gateway sends over a WebSocket; all others are those of the two ends. */
export type GatewaySocketAnswer = { open: { header: Record<string, string> } } | { failure: GatewayFailure };

/** Writes a value as the text of a header: JSON in printable ASCII. */
export function toHeaderText(value: GatewayRequest | GatewayAnswer): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
