import type { PlayerEvent, PlayerSettings, PlayerSource, PlayerState, PlayerUse, ShownTrack } from "../ports/index.ts";

/** A method of a player, as the Worker of an app tells it to the page. */
export type PlayerCommand =
  | { method: "open"; use: PlayerUse }
  | { method: "load"; source: PlayerSource }
  | { method: "play"; fromSeconds?: number }
  | { method: "pause" | "stop" }
  | { method: "seek"; positionSeconds: number }
  | { method: "set"; settings: Partial<PlayerSettings> }
  | { method: "show"; track?: ShownTrack }
  | { method: "close" };

/** What a player of the page tells. */
export interface PlayerReport {
  /** Number of the last command that it had obeyed by then. */
  after: number;
  /** Absent when only the state is another one. */
  event?: PlayerEvent;
  state: PlayerState;
  /** Whether its position goes on by itself. */
  isMoving: boolean;
}
