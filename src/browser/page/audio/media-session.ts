import type { MediaKey, PlayerState, ShownTrack } from "../../../core/ports/index.ts";

/** What the system's media controls show, and their keys. */
export interface MediaControls {
  /** Shows something, or nothing. `coverUrl` is one that the browser can load. */
  show(track: ShownTrack | undefined, coverUrl?: string): void;
  /** Shows whether it plays, and where it is. */
  update(isPlaying: boolean, state: PlayerState, rate: number): void;
}

const KEYS = { play: "play", pause: "pause", stop: "stop", previoustrack: "previous", nexttrack: "next" } as const;

/** Media controls by the browser's Media Session. */
export function createMediaControls(session: MediaSession, onKey: (key: MediaKey) => void): MediaControls {
  let isShown = false;

  function setHandler(action: MediaSessionAction, handler: MediaSessionActionHandler | null): void {
    try {
      session.setActionHandler(action, handler);
    } catch (error) {
      // Browsers know different keys.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  function setHandlers(): void {
    for (const [action, name] of Object.entries(KEYS)) {
      setHandler(action as keyof typeof KEYS, isShown ? () => onKey({ name }) : null);
    }
    const seek: MediaSessionActionHandler = ({ seekTime }) => {
      if (seekTime !== undefined) onKey({ name: "seek", positionSeconds: seekTime });
    };
    setHandler("seekto", isShown ? seek : null);
  }

  return {
    show(track, coverUrl) {
      const wasShown = isShown;
      isShown = track !== undefined;
      if (track === undefined) {
        session.metadata = null;
        session.playbackState = "none";
        session.setPositionState();
      } else {
        const { title, artist, album } = track;
        const artwork = coverUrl === undefined ? [] : [{ src: coverUrl }];
        session.metadata = new MediaMetadata({ title, artist, album, artwork });
      }
      if (isShown !== wasShown) setHandlers();
    },
    update(isPlaying, { positionSeconds, durationSeconds }, rate) {
      if (!isShown) return;
      session.playbackState = isPlaying ? "playing" : "paused";
      if (durationSeconds > 0 && Number.isFinite(durationSeconds)) {
        const position = Math.min(positionSeconds, durationSeconds);
        session.setPositionState({ duration: durationSeconds, position, playbackRate: rate });
      }
    },
  };
}
