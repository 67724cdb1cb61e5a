import type { Ports } from "../../../ports/index.ts";

/** When the sound of an app is silent: in the background, and while something else has the sound, such as a call. */
export interface SoundRule {
  /** Why nothing may begin to play now; absent when it may. */
  refusal(goesOnInBackground: boolean): string | undefined;
  /** Calls `pause` as soon as the sound must end, unless the returned function is called before. */
  guard(goesOnInBackground: boolean, pause: () => void): () => void;
}

interface Guarded {
  goesOnInBackground: boolean;
  pause: () => void;
}

/** Makes the rule. It watches the device only while something plays. */
export function createSoundRule({ foreground, player }: Pick<Ports, "foreground" | "player">): SoundRule {
  const guarded = new Set<Guarded>();
  let stopWatching = (): void => {};

  function pauseAll(isMeant: (one: Guarded) => boolean): void {
    for (const one of [...guarded].filter(isMeant)) one.pause();
  }
  function watch(): void {
    const stopForeground = foreground.onChange((isForeground) => {
      if (!isForeground) pauseAll(({ goesOnInBackground }) => !goesOnInBackground);
    });
    const stopInterruption = player.interruption.onChange((isInterrupted) => {
      if (isInterrupted) pauseAll(() => true);
    });
    stopWatching = () => {
      stopForeground();
      stopInterruption();
    };
  }

  return {
    refusal(goesOnInBackground) {
      if (player.interruption.currentSync()) return "something else has the sound";
      if (!goesOnInBackground && !foreground.currentSync()) return "the app is in the background";
      return undefined;
    },
    guard(goesOnInBackground, pause) {
      const own = { goesOnInBackground, pause };
      if (guarded.size === 0) watch();
      guarded.add(own);
      return () => {
        if (guarded.delete(own) && guarded.size === 0) stopWatching();
      };
    },
  };
}
