import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { createFakeClock } from "../../src/testing/index.ts";
import { advanceDuring } from "./memory-playback-host.ts";
import type { ReadingPlaybackHost } from "./playback-host.ts";
import { uploadSound } from "./upload-sound.ts";
import { wavFile } from "./wav-file.ts";

/** Makes a headless device whose time the test lets go on. */
export async function createNodePlaybackHost(modes?: readonly string[]): Promise<ReadingPlaybackHost> {
  const serverUrl = inject("serverUrl");
  const packageRoot = await mkdtemp(join(tmpdir(), "minihost-package-"));
  await mkdir(join(packageRoot, "audio"));
  await writeFile(join(packageRoot, "audio/package.wav"), wavFile(0.6));
  const clock = createFakeClock();
  const device = await createDevice({ clock, packageRoot, requiredBackgroundModes: modes });
  const { speaker } = device;
  return {
    wx: device.wx,
    during: (promise) => advanceDuring(clock, promise),
    add: (bytes, extension) => device.addFile(bytes, extension),
    addSound: (seconds) => device.addFile(wavFile(seconds), "wav"),
    serveSound: (seconds) => uploadSound(serverUrl, seconds),
    addNonsense: () => device.addFile(new TextEncoder().encode("This is no sound at all"), "mp3"),
    packagePath: "/audio/package.wav",
    missingUrl: `${serverUrl}/missing.mp3`,
    unreachableUrl: "http://127.0.0.1:9/a.mp3",
    brokenUrl: `${serverUrl}/made?sound=30&cut=400000&once=1&header=content-type:audio/wav`,
    setForeground: (isForeground) => (isForeground ? device.foreground() : device.background()),
    setInterrupted: (isInterrupted) => (isInterrupted ? speaker.interrupt() : speaker.endInterruption()),
    press: (key) => speaker.press(key),
    nowPlaying: () => speaker.nowPlaying,
    openCount: async () => speaker.openCount,
    async close() {
      await device.close();
      await rm(packageRoot, { recursive: true });
    },
  };
}
