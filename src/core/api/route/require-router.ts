import type { ApiContext } from "../context.ts";
import type { Router } from "../router.ts";
import { notSupported } from "../wx-error.ts";

/** What the reference says of every API that needs pages. */
export const ROUTER_NOTES = "Needs a running app: a bare device has no pages.";

/** Whether an app runs, so that there are pages to route between. */
export function hasRouter({ router }: ApiContext): boolean {
  return router !== undefined;
}

/** The router of the app. Throws `not supported` where none runs. */
export function requireRouter({ router }: ApiContext): Router {
  if (router === undefined) throw notSupported();
  return router;
}
