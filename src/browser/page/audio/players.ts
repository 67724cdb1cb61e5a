import type { PlayerCommand, PlayerReport } from "../../../core/bridge/index.ts";
import type { MediaKey, ShownTrack } from "../../../core/ports/index.ts";
import type { ShownMusic } from "../../../core/protocol/index.ts";
import type { AcquiredResource } from "../resources.ts";
import { AudioPlayer } from "./audio-player.ts";
import { createMediaControls } from "./media-session.ts";

/** The players of a page, which its Worker controls. */
export interface Players {
  /** Does what the Worker asks of a player; `number` is told back with its reports. */
  command(player: number, number: number, command: PlayerCommand): void;
  /** Takes a key for the music, as the system's media controls have it. */
  press(key: MediaKey): void;
  /** How many there are. */
  readonly count: number;
  /** Ends them all. */
  close(): void;
}

/** What the players work with. */
export interface PlayersMeans {
  acquire: (location: string) => AcquiredResource;
  report: (player: number, report: PlayerReport) => void;
  /** Takes what music is shown, or that none is, whenever that changes. */
  onMusic: (music: ShownMusic | undefined) => void;
  mediaSession?: MediaSession;
}

interface Opened {
  player: AudioPlayer;
  lastCommand: number;
  rate: number;
}

/** Makes players on elements of this page. */
export function createPlayers({
  acquire,
  report,
  onMusic,
  mediaSession = navigator.mediaSession,
}: PlayersMeans): Players {
  const opened = new Map<number, Opened>();
  const controls = createMediaControls(mediaSession, press);
  /** The one player that the system shows. */
  let shown: { id: number; track: ShownTrack; cover?: AcquiredResource } | undefined;
  let toldMusic: ShownMusic | undefined;

  function open(id: number): void {
    const player = new AudioPlayer({ acquire, tell: (told) => tell(id, told) });
    opened.set(id, { player, lastCommand: 0, rate: 1 });
  }
  function tell(id: number, told: Omit<PlayerReport, "after">): void {
    const one = opened.get(id);
    if (one === undefined) return;
    report(id, { ...told, after: one.lastCommand });
    if (shown?.id === id) showState();
  }
  function showState(): void {
    const one = shown && opened.get(shown.id);
    const music = shown && one && { title: shown.track.title, isPlaying: one.player.isPlaying };
    if (one !== undefined) controls.update(one.player.isPlaying, one.player.state, one.rate);
    if (music?.title === toldMusic?.title && music?.isPlaying === toldMusic?.isPlaying) return;
    toldMusic = music;
    onMusic(music);
  }
  function show(id: number, track: ShownTrack | undefined): void {
    if (track === undefined && shown?.id !== id) return;
    shown?.cover?.release();
    const cover = track === undefined || track.cover === "" ? undefined : acquire(track.cover);
    const now = track && { id, track, cover };
    shown = now;
    controls.show(track);
    cover?.url.then(
      (url) => {
        if (shown === now) controls.show(track, url);
      },
      // A picture that is not there is not shown.
      () => {},
    );
    showState();
  }
  function press(key: MediaKey): void {
    const one = shown && opened.get(shown.id);
    if (shown === undefined || one === undefined) return;
    const { state, isPlaying } = one.player;
    report(shown.id, { after: one.lastCommand, event: { type: "key", key }, state, isMoving: isPlaying });
  }
  function close(id: number): void {
    show(id, undefined);
    opened.get(id)?.player.close();
    opened.delete(id);
  }
  function obey(one: Opened, command: Exclude<PlayerCommand, { method: "open" | "close" | "show" }>): void {
    const { player } = one;
    switch (command.method) {
      case "load":
        return player.load(command.source);
      case "play":
        return player.play(command.fromSeconds);
      case "pause":
        return player.pause();
      case "stop":
        return player.stop();
      case "seek":
        return player.seek(command.positionSeconds);
      case "set":
        one.rate = command.settings.rate ?? one.rate;
        return player.set(command.settings);
    }
  }

  return {
    command(id, number, command) {
      if (command.method === "open") open(id);
      const one = opened.get(id);
      if (one === undefined) return;
      one.lastCommand = number;
      if (command.method === "close") close(id);
      else if (command.method === "show") show(id, command.track);
      else if (command.method !== "open") obey(one, command);
    },
    press,
    get count() {
      return opened.size;
    },
    close() {
      const present = [...opened.keys()];
      for (const id of present) close(id);
    },
  };
}
