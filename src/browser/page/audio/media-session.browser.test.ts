import { afterEach, describe, expect, it, vi } from "vitest";
import type { MediaKey } from "../../../core/ports/index.ts";
import { createMediaControls } from "./media-session.ts";

const TRACK = { title: "Song", artist: "Somebody", album: "Album", cover: "/cover.png" };

describe("the system's media controls", () => {
  const { mediaSession } = navigator;
  const handlers = new Map<MediaSessionAction, MediaSessionActionHandler>();
  const keys: MediaKey[] = [];
  const watchHandlers = (): void => {
    vi.spyOn(mediaSession, "setActionHandler").mockImplementation((action, handler) => {
      if (handler === null) handlers.delete(action);
      else handlers.set(action, handler);
    });
  };
  const press = (action: MediaSessionAction, seekTime?: number): void => handlers.get(action)?.({ action, seekTime });
  afterEach(() => {
    createMediaControls(mediaSession, () => {}).show(undefined);
    vi.restoreAllMocks();
    handlers.clear();
    keys.length = 0;
  });

  it("show title, artist, album and cover, and nothing any more at the end", () => {
    const controls = createMediaControls(mediaSession, () => {});
    controls.show(TRACK);
    expect(mediaSession.metadata).toMatchObject({ title: "Song", artist: "Somebody", album: "Album" });
    expect(mediaSession.metadata?.artwork).toEqual([]);
    controls.show(TRACK, `${location.origin}/cover.png`);
    expect(mediaSession.metadata?.artwork).toMatchObject([{ src: `${location.origin}/cover.png` }]);
    controls.show(undefined);
    expect(mediaSession.metadata).toBeNull();
    expect(mediaSession.playbackState).toBe("none");
  });

  it("show where it is, how long it is and how fast, once that is known", () => {
    const positions = vi.spyOn(mediaSession, "setPositionState");
    const controls = createMediaControls(mediaSession, () => {});
    const update = (isPlaying: boolean, positionSeconds: number, durationSeconds: number): void =>
      controls.update(isPlaying, { positionSeconds, durationSeconds, bufferedSeconds: 0 }, 1.5);
    update(true, 1, 2);
    controls.show(TRACK);
    update(true, 0, 0);
    update(true, 0, Infinity);
    expect(positions).not.toHaveBeenCalled();
    update(true, 2, 5);
    expect(mediaSession.playbackState).toBe("playing");
    update(false, 5.001, 5);
    expect(mediaSession.playbackState).toBe("paused");
    expect(positions.mock.calls).toEqual([
      [{ position: 2, duration: 5, playbackRate: 1.5 }],
      [{ position: 5, duration: 5, playbackRate: 1.5 }],
    ]);
    controls.show(undefined);
    expect(positions).toHaveBeenLastCalledWith();
  });

  it("have keys while something is shown", () => {
    watchHandlers();
    const controls = createMediaControls(mediaSession, (key) => keys.push(key));
    controls.show(TRACK);
    for (const action of ["play", "pause", "previoustrack", "nexttrack", "stop"] as const) press(action);
    press("seekto", 3);
    press("seekto");
    expect(keys).toEqual([
      { name: "play" },
      { name: "pause" },
      { name: "previous" },
      { name: "next" },
      { name: "stop" },
      { name: "seek", positionSeconds: 3 },
    ]);
    controls.show(undefined);
    expect(handlers.size).toBe(0);
  });

  it("do without the keys that a browser does not know", () => {
    vi.spyOn(mediaSession, "setActionHandler").mockImplementation((action) => {
      if (action === "seekto") throw new TypeError("There is no such key");
    });
    const controls = createMediaControls(mediaSession, () => {});
    controls.show(TRACK);
    expect(mediaSession.metadata?.title).toBe("Song");
  });
});
