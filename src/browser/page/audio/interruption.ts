/** What a browser tells of who has the sound (Audio Session API), where it does. */
export interface AudioSession extends EventTarget {
  readonly state: "inactive" | "active" | "interrupted";
}

/** Calls back when something else takes the sound, such as a call, and when it gives it back; until the returned function is called. */
export function watchInterruption(
  listener: (isInterrupted: boolean) => void,
  { audioSession }: { audioSession?: AudioSession } = navigator as Navigator & { audioSession?: AudioSession },
): () => void {
  let isInterrupted = false;
  const take = (): void => {
    const isNow = audioSession?.state === "interrupted";
    if (isNow === isInterrupted) return;
    isInterrupted = isNow;
    listener(isNow);
  };
  audioSession?.addEventListener("statechange", take);
  return () => audioSession?.removeEventListener("statechange", take);
}
