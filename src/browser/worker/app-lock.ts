/** What the lock needs of the Worker. */
export interface LockPlatform {
  /** Absent in pages that came over plain HTTP from another machine. */
  locks?: LockManager;
  BroadcastChannel: typeof BroadcastChannel;
  AbortSignal: Pick<typeof AbortSignal, "timeout">;
}

/** A tab that has the files and does not answer for so long is taken for one that is busy. */
const ANSWER_TIMEOUT_MS = 3000;

/**
 * Makes this tab the one that has the files of an app, and resolves with how to give them up; with `undefined` when another tab has them.
 *
 * A tab that is being closed or loaded again still has the lock for a moment, but answers no more. So this waits for what comes
 * first: the lock, or the answer of a tab that has it.
 */
export async function lockApp(name: string, platform: LockPlatform): Promise<(() => void) | undefined> {
  const { locks, BroadcastChannel } = platform;
  const channel = new BroadcastChannel(name);
  // The database has a fence of its own.
  if (locks === undefined) return () => channel.close();
  const waiting = new AbortController();
  const answered = new Promise<undefined>((resolve) => {
    channel.addEventListener("message", ({ data }) => {
      if (data === "held") resolve(undefined);
    });
    platform.AbortSignal.timeout(ANSWER_TIMEOUT_MS).addEventListener("abort", () => resolve(undefined));
  });
  const granted = new Promise<() => void>((resolve, reject) => {
    const hold = (): Promise<void> => new Promise((release) => resolve(release));
    locks.request(name, { signal: waiting.signal }, hold).catch(reject);
  });
  channel.postMessage("who");
  const release = await Promise.race([granted, answered]);
  if (release === undefined) {
    granted.then(
      (late) => late(),
      () => {},
    );
    waiting.abort();
    channel.close();
    return undefined;
  }
  // For a tab that asked before this one had the lock.
  channel.postMessage("held");
  channel.addEventListener("message", ({ data }) => {
    if (data === "who") channel.postMessage("held");
  });
  return () => {
    channel.close();
    release();
  };
}
