import type { CallContext } from "../../call-context.ts";
import { toAudioError } from "../audio/audio-error.ts";
import {
  AUDIO_EVENTS,
  createAudioListeners,
  onMethods,
  type AudioEvent,
  type OnMethods,
} from "../audio/audio-events.ts";
import { RATES, roundTo, takeNumber, takeText, TIMES } from "../audio/property-value.ts";
import type { BackgroundAudio, MusicDetails } from "./background-audio.ts";

/** The events of the manager, without `on`. */
export const MANAGER_EVENTS: readonly (AudioEvent | "next" | "prev")[] = [...AUDIO_EVENTS, "next", "prev"];

/** Plays music that goes on without the app. */
export interface BackgroundAudioManager extends OnMethods<(typeof MANAGER_EVENTS)[number]>, MusicDetails {
  /** Network URL or path of a local file. Assigning it plays, once there is a `title`. */
  src: string;
  /** Where it starts, seconds. */
  startTime: number;
  /** Web page of the music. */
  webUrl: string;
  /** `hls` for a live stream, where the host can play it. */
  protocol: string;
  /** From 0.5 to 2. */
  playbackRate: number;
  /** `origin` tells the server who asks, where the host can say so. */
  referrerPolicy: string;
  referrerPath: string;
  audioType: string;
  /** Seconds; 0 until it can play. */
  readonly duration: number;
  /** Seconds. */
  readonly currentTime: number;
  /** Whether it is paused or stopped. */
  readonly paused: boolean;
  /** Until where it can play without the network, seconds. */
  readonly buffered: number;
  play(): void;
  pause(): void;
  stop(): void;
  seek(currentTime: number): void;
}

/** Makes the manager of an app's music. */
export function createManagerObject({ app, audio: { background } }: CallContext): BackgroundAudioManager {
  const listeners = createAudioListeners("BackgroundAudioManager", MANAGER_EVENTS, (error) => app.reportError(error));
  background.listen((event) => {
    if (event.type === "error") listeners.get("error")?.emit(toAudioError(event.code, event.message));
    else listeners.get(event.type === "timeupdate" ? "timeUpdate" : event.type)?.emit();
  });
  const name = (member: string): string => `BackgroundAudioManager.${member}`;
  const manager: Omit<BackgroundAudioManager, keyof MusicDetails> = {
    ...onMethods(listeners, "replace"),
    webUrl: "",
    protocol: "http",
    referrerPolicy: "no-referrer",
    referrerPath: "",
    audioType: "audio",
    get src() {
      return background.src;
    },
    set src(value) {
      takeText(name("src"), value, (src) => start(background, src, manager));
    },
    get startTime() {
      return background.startSeconds;
    },
    set startTime(value) {
      takeNumber(name("startTime"), value, TIMES, (seconds) => {
        background.startSeconds = seconds;
      });
    },
    get playbackRate() {
      return background.rate;
    },
    set playbackRate(value) {
      takeNumber(name("playbackRate"), value, RATES, (rate) => {
        background.rate = rate;
      });
    },
    get duration() {
      return background.state.durationSeconds;
    },
    get currentTime() {
      return roundTo(6, background.state.positionSeconds);
    },
    get paused() {
      return background.isPaused;
    },
    get buffered() {
      return background.state.bufferedSeconds;
    },
    play: () => background.play(),
    pause: () => background.pause(),
    stop: () => background.stop(),
    seek: (position: unknown) =>
      takeNumber(name("seek"), position, TIMES, (seconds) => background.seek(roundTo(3, seconds))),
  };
  return withDetails(manager, background);
}

function start(background: BackgroundAudio, src: string, options: { referrerPolicy: string; protocol: string }): void {
  if (background.details.title === "") {
    console.error("BackgroundAudioManager.src: nothing plays without a title. Set title before src");
    return;
  }
  background.start(src, options);
}

/** Adds the properties that the system shows. */
function withDetails(
  manager: Omit<BackgroundAudioManager, keyof MusicDetails>,
  background: BackgroundAudio,
): BackgroundAudioManager {
  const properties = (["title", "epname", "singer", "coverImgUrl"] as const).map((detail) => [
    detail,
    {
      get: () => background.details[detail],
      set: (value: unknown) =>
        takeText(`BackgroundAudioManager.${detail}`, value, (text) => background.describe({ [detail]: text })),
      enumerable: true,
    },
  ]);
  return Object.defineProperties(
    manager,
    Object.fromEntries(properties) as PropertyDescriptorMap,
  ) as BackgroundAudioManager;
}
