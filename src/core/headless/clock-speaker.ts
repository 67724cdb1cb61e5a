import {
  createState,
  type ClockPort,
  type MediaKey,
  type PlayerPort,
  type ShownTrack,
  type ToldState,
} from "../ports/index.ts";
import { ClockPlayer, type OpenMedia } from "./clock-player.ts";

/** What the system shows of the music in the background. */
export interface NowPlaying extends ShownTrack {
  isPlaying: boolean;
  positionSeconds: number;
  durationSeconds: number;
}

/** The speaker of a headless device, as a script sees it. */
export interface Speaker {
  /** The music that the system shows; absent while there is none. */
  readonly nowPlaying: NowPlaying | undefined;
  /** How many players there are; each `InnerAudioContext` has one until it is destroyed. */
  readonly openCount: number;
  /** How many of them play now. */
  readonly playingCount: number;
  /** Presses a key of the system's media controls, as on a lock screen. Nothing happens while no music is shown. */
  press(key: MediaKey): void;
  /** Something else takes the sound, such as a call: what plays is paused. */
  interrupt(): void;
  /** Gives the sound back. Nothing goes on by itself. */
  endInterruption(): void;
}

/** A {@link PlayerPort} that plays by a clock. */
export interface ClockSpeaker extends PlayerPort {
  readonly speaker: Speaker;
  /** How many players are open. */
  readonly openCount: number;
  /** Closes all players. */
  close(): void;
}

/** Makes a speaker on which nothing plays. */
export function createClockSpeaker(clock: ClockPort, openMedia: OpenMedia): ClockSpeaker {
  const players = new Set<ClockPlayer>();
  const interruption: ToldState<boolean> = createState(false);
  let shown: { track: ShownTrack; player: ClockPlayer } | undefined;

  return {
    // An app gets this, and must not tell.
    interruption: {
      currentSync: () => interruption.currentSync(),
      onChange: (listener) => interruption.onChange(listener),
    },
    open(_use, onEvent) {
      const player: ClockPlayer = new ClockPlayer({
        clock,
        openMedia,
        onEvent,
        onShow(track) {
          if (track !== undefined) shown = { track, player };
          else if (shown?.player === player) shown = undefined;
        },
        onClose: () => players.delete(player),
      });
      players.add(player);
      return player;
    },
    get openCount() {
      return players.size;
    },
    close() {
      for (const player of players) player.close();
    },
    speaker: {
      get openCount() {
        return players.size;
      },
      get nowPlaying() {
        if (shown === undefined) return undefined;
        const { track, player } = shown;
        const { positionSeconds, durationSeconds } = player.stateSync();
        return { ...track, isPlaying: player.isPlaying, positionSeconds, durationSeconds };
      },
      get playingCount() {
        return [...players].filter((player) => player.isPlaying).length;
      },
      press: (key) => shown?.player.press(key),
      interrupt() {
        for (const player of players) player.silence();
        interruption.change(true);
      },
      endInterruption: () => interruption.change(false),
    },
  };
}
