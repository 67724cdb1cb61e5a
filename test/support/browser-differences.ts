import { server } from "vitest/browser";

/** The trait of a host that is Firefox: why it can't do something. Elsewhere there is no such reason. */
export function inFirefox(reason: string): string | undefined {
  return server.browser === "firefox" ? reason : undefined;
}

/** Why a server hears late that a WebSocket was given up before it was open. */
export const lingeringSockets: string | undefined = inFirefox(
  "Firefox ends a connection that was given up only when the server answers, or 20 seconds later",
);
