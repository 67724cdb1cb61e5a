import type { StatePort } from "./state.ts";

/** What a player is for: sounds of the app itself, or the one music that the system shows and that goes on without the app. */
export type PlayerUse = "effect" | "background";

/** What a player plays. */
export interface PlayerSource {
  /** An `http:` or `https:` URL, or the path of a local file: `wxfile://tmp/a.mp3`, `/audio/a.mp3`. */
  location: string;
  /** `hls` for a playlist of HTTP Live Streaming, which few hosts play. */
  protocol: "http" | "hls";
  /** What a server is told as `Referer`, where the host can say so; absent for nothing. */
  referer?: string;
}

/** How a player plays. */
export interface PlayerSettings {
  /** 1 is the speed of the recording. */
  rate: number;
  /** From 0 to 1. */
  volume: number;
  /** Whether it starts again at its end, without an `ended`. */
  isLooped: boolean;
}

/** What the system shows of a background player. */
export interface ShownTrack {
  title: string;
  artist: string;
  album: string;
  /** URL or local path of a picture; empty for none. */
  cover: string;
}

/** Where a player is. Seconds; all 0 until something can play. */
export interface PlayerState {
  positionSeconds: number;
  durationSeconds: number;
  /** Until where it could play without the network. */
  bufferedSeconds: number;
}

/** Why something does not play, as the platform numbers it: system, network, file, format, unknown. */
export type PlaybackErrorCode = 10001 | 10002 | 10003 | 10004 | -1;

/** A key of the system's media controls that a person pressed. */
export type MediaKey =
  | { name: "play" | "pause" | "stop" | "previous" | "next" }
  /** To a position in the track. */
  | { name: "seek"; positionSeconds: number };

/**
 * What comes of what a player was asked for, or happens to it by itself. All hosts tell it in the same order:
 *
 * - after `load`: `canplay`, or `error`, after which nothing happens until the next `load`;
 * - after `play`: `play` when it sounds, then `timeupdate` about four times a second while it goes on;
 * - after `seek`: `seeked`; of one that came before `canplay`, just before that;
 * - when the network is too slow: `waiting`, then `canplay` when it goes on;
 * - at the end, unless it is looped: `ended`, and nothing else.
 */
export type PlayerEvent =
  | { type: "canplay" | "play" | "ended" | "seeked" | "waiting" | "timeupdate" }
  /** The system paused it, such as for a call. */
  | { type: "pause" }
  | { type: "error"; code: PlaybackErrorCode; message: string }
  /** Of a background player. The player leaves it to its owner to obey. */
  | { type: "key"; key: MediaKey };

/** Plays one thing at a time. Methods return at once; what comes of them is told by events, never before the method has returned. */
export interface Player {
  /** Gives up what was loaded, silently, and loads something else. It does not play yet. */
  load(source: PlayerSource): void;
  /** Plays from here, or from another position. */
  play(fromSeconds?: number): void;
  pause(): void;
  /** Pauses at the beginning. */
  stop(): void;
  /** Goes to a position, which is cut to what there is. */
  seek(positionSeconds: number): void;
  set(settings: Partial<PlayerSettings>): void;
  /** Lets the system show what plays, or nothing. Only of a background player. */
  show(track: ShownTrack | undefined): void;
  stateSync(): PlayerState;
  /** Ends it for good; no event comes any more. */
  close(): void;
}

/** The speaker of a device. */
export interface PlayerPort {
  /** Makes a player that has nothing to play. */
  open(use: PlayerUse, onEvent: (event: PlayerEvent) => void): Player;
  /** Whether something else, such as a call, has the sound: apps are silent meanwhile. */
  readonly interruption: StatePort<boolean>;
}
