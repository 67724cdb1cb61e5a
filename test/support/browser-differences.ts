import { server } from "vitest/browser";

/** The trait of a host that is Firefox: why it can't do something. Elsewhere there is no such reason. */
export function inFirefox(reason: string): string | undefined {
  return server.browser === "firefox" ? reason : undefined;
}
