import { createWx } from "../../src/core/api/index.ts";
import { createMemoryApp, createMemoryPorts, type FakeClock } from "../../src/testing/index.ts";
import type { CreatePlaybackHost } from "./playback-host.ts";

/** Awaits a promise while a clock goes on. */
export async function advanceDuring<Value>(clock: FakeClock, promise: Promise<Value>): Promise<Value> {
  const settled = promise.then(
    () => true,
    () => true,
  );
  const turn = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(false)));
  while (!(await Promise.race([settled, turn()]))) clock.advance(10);
  return promise;
}

/** Makes a device in memory. */
export const createMemoryPlaybackHost: CreatePlaybackHost = async (modes) => {
  const ports = createMemoryPorts();
  const { player, clock } = ports;
  const app = { ...createMemoryApp(), requiredBackgroundModes: modes };
  let count = 0;
  const add = (prefix: string, seconds: number): string => {
    const location = `${prefix}/${(count += 1)}.wav`;
    player.add(location, { durationSeconds: seconds });
    return location;
  };
  const brokenUrl = "https://example.com/broken.wav";
  player.add(brokenUrl, { durationSeconds: 30, buffered: 0.8, isLost: true });
  player.add("/audio/package.wav", { durationSeconds: 0.6 });
  player.add("https://example.com/unreachable.wav", { durationSeconds: 0, failure: 10002 });
  player.add("wxfile://tmp/nonsense.mp3", { durationSeconds: 0, failure: 10004 });
  return {
    wx: createWx({ ports, app }),
    during: (promise) => advanceDuring(clock, promise),
    addSound: async (seconds) => add("wxfile://tmp", seconds),
    serveSound: async (seconds) => add("https://example.com", seconds),
    addNonsense: async () => "wxfile://tmp/nonsense.mp3",
    packagePath: "/audio/package.wav",
    missingUrl: "https://example.com/missing.wav",
    unreachableUrl: "https://example.com/unreachable.wav",
    brokenUrl,
    setForeground: (isForeground) => ports.foreground.change(isForeground),
    setInterrupted: (isInterrupted) => (isInterrupted ? player.speaker.interrupt() : player.speaker.endInterruption()),
    press: (key) => player.speaker.press(key),
    nowPlaying: () => player.speaker.nowPlaying,
    openCount: async () => player.speaker.openCount,
    close: async () => player.close(),
  };
};
