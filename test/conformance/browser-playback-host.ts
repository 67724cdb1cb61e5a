import { inject } from "vitest";
import { createSpeaker as createPageSpeaker } from "../../src/browser/page/audio/speaker.ts";
import { createResources } from "../../src/browser/page/resources.ts";
import { createClock } from "../../src/browser/worker/clock.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { createSpeaker } from "../../src/browser/worker/speaker.ts";
import { createWx } from "../../src/core/api/index.ts";
import { connect, type PageCommands, type WorkerCommands } from "../../src/core/bridge/index.ts";
import type { ShownMusic } from "../../src/core/protocol/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";
import { createBrowserHttp } from "./browser-http.ts";
import type { ReadingPlaybackHost } from "./playback-host.ts";
import { uploadSound } from "./upload-sound.ts";
import { wavFile } from "./wav-file.ts";

type WorkerSide = Pick<WorkerCommands<Blob>, "player.report" | "player.interruption">;
type PageSide = Pick<PageCommands<Blob>, "player.command"> & { "test.playerCount"(): Promise<number> };

/** Makes a device whose sound is that of this page, on the other end of a channel; real time passes. */
export async function createBrowserPlaybackHost(modes?: readonly string[]): Promise<ReadingPlaybackHost> {
  const serverUrl = inject("serverUrl");
  const packageUrl = `${serverUrl}/`;
  const platform = { fetch: fetch.bind(globalThis), Blob, crypto, XMLHttpRequest };
  const files = createFiles({ ...platform, packageUrl });
  const http = createBrowserHttp(files, undefined, platform);
  const resources = createResources((path) => files.blob(path), packageUrl);
  const { port1, port2 } = new MessageChannel();
  const clock = createClock();
  let music: ShownMusic | undefined;
  const pageSpeaker = createPageSpeaker({
    acquire: (location) => resources.acquire(location, ""),
    report: (player, report) => logic.send("player.report", player, report),
    onInterruption: (isInterrupted) => logic.send("player.interruption", isInterrupted),
    onMusic(shown) {
      music = shown;
    },
  });
  const local: PageSide = { ...pageSpeaker.commands, "test.playerCount": async () => pageSpeaker.playerCount };
  const logic = connect<WorkerSide, PageSide>(port2, local);
  const speaker = createSpeaker({ page: () => page, clock, files, http: () => http });
  const page = connect<PageSide & PageCommands<Blob>, WorkerSide>(port1, speaker.commands);
  const memory = createMemoryPorts();
  const app = { ...createMemoryApp(), requiredBackgroundModes: modes };
  return {
    wx: createWx({ ports: { ...memory, clock, files, http, player: speaker.port }, app }),
    during: (promise) => promise,
    add: async (bytes, extension) => files.adopt(new Blob([bytes]), extension),
    addSound: async (seconds) => files.adopt(new Blob([wavFile(seconds)], { type: "audio/wav" }), "wav"),
    serveSound: (seconds) => uploadSound(serverUrl, seconds),
    addNonsense: async () => files.adopt(new Blob(["This is no sound at all"], { type: "audio/mpeg" }), "mp3"),
    packagePath: "/song.mp3",
    missingUrl: `${serverUrl}/missing.mp3`,
    unreachableUrl: "http://127.0.0.1:9/a.mp3",
    // Browsers share what they know of a URL between players.
    brokenUrl: `${serverUrl}/made?sound=30&cut=400000&once=1&header=content-type:audio/wav&host=${crypto.randomUUID()}`,
    setForeground: (isForeground) => memory.foreground.change(isForeground),
    setInterrupted: (isInterrupted) => logic.send("player.interruption", isInterrupted),
    press: (key) => pageSpeaker.press(key),
    nowPlaying() {
      const { metadata } = navigator.mediaSession;
      if (music === undefined || metadata === null) return undefined;
      const { title, artist, album } = metadata;
      return { title, artist, album, isPlaying: music.isPlaying };
    },
    // What was sent before is done by then.
    openCount: () => page.call("test.playerCount"),
    async close() {
      page.close();
      logic.close();
      port1.close();
      pageSpeaker.close();
      resources.close();
    },
  };
}
