import type { CallContext } from "../../call-context.ts";
import { toAudioError } from "./audio-error.ts";
import {
  AUDIO_EVENTS,
  createAudioListeners,
  offMethods,
  onMethods,
  type AudioEvent,
  type AudioListeners,
  type OffMethods,
  type OnMethods,
} from "./audio-events.ts";
import { toPlayerSource } from "./audio-source.ts";
import { RATES, roundTo, takeNumber, takeText, TIMES } from "./property-value.ts";
import { Track, type TrackEvent } from "./track.ts";

/** Plays a sound. */
export interface InnerAudioContext extends OnMethods<AudioEvent>, OffMethods<AudioEvent> {
  /** Network URL or path of a local file. A new one does not play by itself, but with `autoplay`. */
  src: string;
  /** Where it starts when it was never played, or was stopped; seconds. */
  startTime: number;
  autoplay: boolean;
  /** Whether it starts again at its end, without an `onEnded`. */
  loop: boolean;
  /** Of no effect, see `wx.setInnerAudioOption`. */
  obeyMuteSwitch: boolean;
  /** From 0 to 1. */
  volume: number;
  /** From 0.5 to 2. */
  playbackRate: number;
  /** `origin` tells the server who asks, where the host can say so. */
  referrerPolicy: string;
  /** Seconds; assigning it is a `seek`. */
  currentTime: number;
  /** Seconds; 0 until it can play. */
  readonly duration: number;
  /** Whether it is paused or stopped. */
  readonly paused: boolean;
  /** Until where it can play without the network, seconds. */
  readonly buffered: number;
  play(): void;
  pause(): void;
  stop(): void;
  seek(position: number): void;
  /** Frees everything; nothing happens to it any more. */
  destroy(): void;
}

/** Makes an object that has nothing to play yet. */
export function createContextObject(context: CallContext): InnerAudioContext {
  const { app, audio, ports } = context;
  const listeners = createAudioListeners("InnerAudioContext", AUDIO_EVENTS, (error) => app.reportError(error));
  const track = new Track({
    use: "effect",
    port: ports.player,
    rule: audio.rule,
    goesOnInBackground: false,
    onEvent: (event) => emit(listeners, event),
  });
  let src = "";
  let isAutomatic = false;
  const name = (member: string): string => `InnerAudioContext.${member}`;
  const seek = (position: unknown): void =>
    takeNumber(name("seek"), position, TIMES, (seconds) => track.seek(roundTo(3, seconds)));
  const object: InnerAudioContext = {
    ...onMethods(listeners, "add"),
    ...offMethods(listeners),
    obeyMuteSwitch: true,
    referrerPolicy: "no-referrer",
    get src() {
      return src;
    },
    set src(value) {
      takeText(name("src"), value, (text) => {
        src = text;
        track.load(text === "" ? undefined : toPlayerSource(text, object, context));
        if (isAutomatic && text !== "") track.play();
      });
    },
    get autoplay() {
      return isAutomatic;
    },
    set autoplay(value) {
      isAutomatic = value;
      if (isAutomatic && src !== "" && track.isAtStart) track.play();
    },
    get startTime() {
      return track.startSeconds;
    },
    set startTime(value) {
      takeNumber(name("startTime"), value, TIMES, (seconds) => {
        track.startSeconds = seconds;
      });
    },
    get loop() {
      return track.settings.isLooped;
    },
    set loop(value) {
      track.set({ isLooped: value });
    },
    get volume() {
      return track.settings.volume;
    },
    set volume(value) {
      takeNumber(name("volume"), value, [0, 1], (volume) => track.set({ volume }));
    },
    get playbackRate() {
      return track.settings.rate;
    },
    set playbackRate(value) {
      takeNumber(name("playbackRate"), value, RATES, (rate) => track.set({ rate }));
    },
    get currentTime() {
      return roundTo(6, track.state.positionSeconds);
    },
    set currentTime(value) {
      seek(value);
    },
    get duration() {
      return track.state.durationSeconds;
    },
    get paused() {
      return track.isPaused;
    },
    get buffered() {
      return track.state.bufferedSeconds;
    },
    play: () => track.play(),
    pause: () => track.pause(),
    stop: () => track.stop(),
    seek,
    destroy() {
      track.close();
      for (const list of listeners.values()) list.remove();
    },
  };
  return object;
}

function emit(listeners: AudioListeners<AudioEvent>, event: TrackEvent): void {
  switch (event.type) {
    // Only background players hear of keys.
    case "key":
      break;
    case "error":
      listeners.get("error")?.emit(toAudioError(event.code, event.message));
      break;
    case "timeupdate":
      listeners.get("timeUpdate")?.emit();
      break;
    default:
      listeners.get(event.type)?.emit();
  }
}
