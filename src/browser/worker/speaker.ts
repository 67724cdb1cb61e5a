import type { Connection, PageCommands, PlayerCommand, PlayerReport, WorkerCommands } from "../../core/bridge/index.ts";
import {
  createState,
  type ClockPort,
  type FilesPort,
  type HttpPort,
  type Player,
  type PlayerEvent,
  type PlayerPort,
  type PlayerSource,
  type PlayerState,
} from "../../core/ports/index.ts";
import { causeOfFailure } from "./playback-failure.ts";

/** The speaker of the page, and what the page tells of it. */
export interface RemoteSpeaker {
  readonly port: PlayerPort;
  readonly commands: Pick<WorkerCommands<Blob>, "player.report" | "player.interruption">;
}

/** What the players work with. */
export interface SpeakerMeans {
  /** The page, which can't be reached before the connection to it stands. */
  page: () => Pick<Connection<PageCommands<Blob>>, "send">;
  clock: ClockPort;
  files: Pick<FilesPort, "stat">;
  http: () => HttpPort;
}

const NOWHERE: PlayerState = { positionSeconds: 0, durationSeconds: 0, bufferedSeconds: 0 };

/** Makes players whose sound is in the page. */
export function createSpeaker({ page, clock, files, http }: SpeakerMeans): RemoteSpeaker {
  const players = new Map<number, RemotePlayer>();
  const interruption = createState(false);
  let lastPlayer = 0;
  return {
    port: {
      interruption,
      open(use, onEvent) {
        const id = (lastPlayer += 1);
        const player = new RemotePlayer({
          send: (number, command) => page().send("player.command", id, number, command),
          clock,
          files,
          http,
          onEvent,
          onClose: () => players.delete(id),
        });
        players.set(id, player);
        player.command({ method: "open", use });
        return player;
      },
    },
    commands: {
      "player.report": (player, report) => players.get(player)?.receive(report),
      "player.interruption": (isInterrupted) => interruption.change(isInterrupted),
    },
  };
}

interface RemoteMeans {
  send(number: number, command: PlayerCommand): void;
  clock: ClockPort;
  files: Pick<FilesPort, "stat">;
  http: () => HttpPort;
  onEvent(event: PlayerEvent): void;
  onClose(): void;
}

/** A player of the page. Where it is now follows from what was last told of it, or asked of it. */
class RemotePlayer implements Player {
  readonly #means: RemoteMeans;
  #state = NOWHERE;
  #rate = 1;
  #movingSinceMs: number | undefined;
  /** Numbers of the last command, the last `load`, and the last one that changed the position. */
  #lastCommand = 0;
  #lastLoad = 0;
  #lastMove = 0;
  #source: PlayerSource | undefined;
  #isClosed = false;

  constructor(means: RemoteMeans) {
    this.#means = means;
  }

  load(source: PlayerSource): void {
    this.#source = source;
    this.#lastLoad = this.command({ method: "load", source });
    this.#moveTo(0);
    this.#state = NOWHERE;
  }

  play(fromSeconds?: number): void {
    this.command({ method: "play", fromSeconds });
    if (fromSeconds !== undefined) this.#moveTo(fromSeconds);
  }

  pause(): void {
    this.command({ method: "pause" });
    this.#moveTo(this.#position());
  }

  stop(): void {
    this.command({ method: "stop" });
    this.#moveTo(0);
  }

  seek(positionSeconds: number): void {
    this.command({ method: "seek", positionSeconds });
    this.#moveTo(positionSeconds);
  }

  set(settings: Parameters<Player["set"]>[0]): void {
    if (this.#movingSinceMs !== undefined) this.#anchor();
    this.#rate = settings.rate ?? this.#rate;
    this.command({ method: "set", settings });
  }

  show(track: Parameters<Player["show"]>[0]): void {
    this.command({ method: "show", track });
  }

  stateSync(): PlayerState {
    return { ...this.#state, positionSeconds: this.#position() };
  }

  close(): void {
    this.#isClosed = true;
    this.command({ method: "close" });
    this.#means.onClose();
  }

  /** Tells the page, and returns the number of the command. */
  command(command: PlayerCommand): number {
    this.#lastCommand += 1;
    this.#means.send(this.#lastCommand, command);
    return this.#lastCommand;
  }

  receive({ after, event, state, isMoving }: PlayerReport): void {
    // It is about what was given up since.
    if (this.#isClosed || after < this.#lastLoad) return;
    if (after >= this.#lastMove) {
      this.#state = state;
      this.#movingSinceMs = isMoving ? this.#means.clock.nowMs() : undefined;
    }
    if (event === undefined) return;
    const source = this.#source;
    const isDoubtful = event.type === "error" && event.code === 10004 && source?.protocol === "http";
    if (isDoubtful) void this.#tellFailure(event, source.location);
    else this.#means.onEvent(event);
  }

  async #tellFailure(event: Extract<PlayerEvent, { type: "error" }>, location: string): Promise<void> {
    const load = this.#lastLoad;
    const { http, files } = this.#means;
    const code = await causeOfFailure(location, { http: http(), files });
    if (!this.#isClosed && load === this.#lastLoad) this.#means.onEvent({ ...event, code });
  }

  #moveTo(positionSeconds: number): void {
    this.#lastMove = this.#lastCommand;
    this.#state = { ...this.#state, positionSeconds };
    this.#movingSinceMs = undefined;
  }

  #anchor(): void {
    this.#state = { ...this.#state, positionSeconds: this.#position() };
    this.#movingSinceMs = this.#means.clock.nowMs();
  }

  #position(): number {
    const { positionSeconds, durationSeconds } = this.#state;
    if (this.#movingSinceMs === undefined) return positionSeconds;
    const passedMs = this.#means.clock.nowMs() - this.#movingSinceMs;
    const reached = positionSeconds + (passedMs / 1000) * this.#rate;
    return durationSeconds > 0 ? Math.min(reached, durationSeconds) : reached;
  }
}
