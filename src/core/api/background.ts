import type { Ports } from "../ports/index.ts";
import { WxError } from "./wx-error.ts";

/** What uses the network may go on for so long after the app went to the background. */
const GRACE_MS = 5000;

/** The platform's rule for the network of an app in the background: nothing new, and an end to what takes too long. */
export interface BackgroundRule {
  /** Throws `interrupted` while the app is in the background. */
  check(): void;
  /**
   * Calls `interrupt` when the app has been in the background for five seconds, unless the returned function is called before.
   *
   * Throws as {@link BackgroundRule.check} does.
   */
  guard(interrupt: (reason: WxError) => void): () => void;
}

/** Makes the rule. It watches the device only while there is something to guard. */
export function createBackgroundRule(ports: Pick<Ports, "clock" | "foreground">): BackgroundRule {
  const guarded = new Set<(reason: WxError) => void>();
  let stopTimer = (): void => {};
  let stopListening = (): void => {};

  function check(): void {
    if (!ports.foreground.currentSync()) throw interrupted();
  }
  function follow(isForeground: boolean): void {
    stopTimer();
    if (!isForeground) stopTimer = ports.clock.schedule(GRACE_MS, interruptAll);
  }
  function interruptAll(): void {
    const present = [...guarded];
    for (const interrupt of present) interrupt(interrupted());
  }

  return {
    check,
    guard(interrupt) {
      check();
      if (guarded.size === 0) stopListening = ports.foreground.onChange(follow);
      // An own function for each call, so that none ends the guard of another.
      const own = (reason: WxError): void => interrupt(reason);
      guarded.add(own);
      return () => {
        if (!guarded.delete(own) || guarded.size > 0) return;
        stopTimer();
        stopListening();
      };
    },
  };
}

function interrupted(): WxError {
  return new WxError("interrupted", 600003);
}
