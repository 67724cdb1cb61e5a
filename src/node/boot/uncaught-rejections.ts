/** Takes a rejection that nobody handles, if it is its own. */
export type RejectionTaker = (reason: unknown, promise: Promise<unknown>) => boolean;

/** The apps of this process: rejections of all realms come to one event. */
const takers = new Set<RejectionTaker>();

/** Gives rejections to an app until the returned function is called. Those of nobody end the process as ever. */
export function takeRejections(taker: RejectionTaker): () => void {
  if (takers.size === 0) process.on("unhandledRejection", passOn);
  takers.add(taker);
  return () => {
    takers.delete(taker);
    if (takers.size === 0) process.off("unhandledRejection", passOn);
  };
}

function passOn(reason: unknown, promise: Promise<unknown>): void {
  for (const take of takers) if (take(reason, promise)) return;
  // What Node does when nobody listens.
  if (process.listenerCount("unhandledRejection") === 1) throw reason;
}
