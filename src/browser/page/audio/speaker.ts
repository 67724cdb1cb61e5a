import type { PageCommands, PlayerReport } from "../../../core/bridge/index.ts";
import type { MediaKey } from "../../../core/ports/index.ts";
import { watchInterruption } from "./interruption.ts";
import { createPlayers, type PlayersMeans } from "./players.ts";

/** The sound of the page, which the Worker of the app controls. */
export interface Speaker {
  readonly commands: Pick<PageCommands<Blob>, "player.command">;
  /** Takes a key for the music, as the system's media controls have it. */
  press(key: MediaKey): void;
  /** How many players there are. */
  readonly playerCount: number;
  /** Ends everything that plays. */
  close(): void;
}

/** What the sound works with. */
export interface SpeakerMeans extends Pick<PlayersMeans, "acquire" | "onMusic"> {
  report: (player: number, report: PlayerReport) => void;
  onInterruption: (isInterrupted: boolean) => void;
}

/** Makes the sound of a page; nothing plays. */
export function createSpeaker({ onInterruption, ...means }: SpeakerMeans): Speaker {
  const players = createPlayers(means);
  const stopWatching = watchInterruption(onInterruption);
  return {
    commands: { "player.command": (player, number, command) => players.command(player, number, command) },
    press: (key) => players.press(key),
    get playerCount() {
      return players.count;
    },
    close() {
      stopWatching();
      players.close();
    },
  };
}
