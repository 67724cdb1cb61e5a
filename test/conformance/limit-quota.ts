import { onTestFinished } from "vitest";
import { cdp } from "vitest/browser";
import { inFirefox } from "../support/browser-differences.ts";

/** Why {@link limitQuota} does not work here, if it does not. */
export const hasNoQuota: string | undefined = inFirefox("the quota of Firefox can't be lowered while it runs");

/** Lets the browser keep only so much more than it keeps now, until what it resolves to is called, or the test ends. */
export async function limitQuota(moreBytes: number): Promise<() => Promise<void>> {
  const session = cdp();
  const { origin } = location;
  const { usage = 0 } = await navigator.storage.estimate();
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage + moreBytes });
  const lift = async (): Promise<void> => void (await session.send("Storage.overrideQuotaForOrigin", { origin }));
  onTestFinished(lift);
  return lift;
}
