import type { IncomingMessage } from "node:http";

/** Lets a page of any origin read everything, also a page that is cross-origin isolated. */
export const corsHeaders: Record<string, string> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "*",
  "cross-origin-resource-policy": "cross-origin",
  "timing-allow-origin": "*",
};

/** Tells a browser's question from a client's own `OPTIONS` request. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** Allows what a preflight asks for, by name, because `*` does not cover `Authorization`. */
export function preflightHeaders({ headers }: IncomingMessage): Record<string, string> {
  return {
    ...corsHeaders,
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
    "access-control-allow-methods": headers["access-control-request-method"] ?? "*",
    "access-control-allow-private-network": "true",
    "access-control-max-age": "86400",
    "content-length": "0",
  };
}
