import type { AnyShape } from "../../api.ts";
import { capitalize } from "../../capitalize.ts";
import { createListeners, type Listeners } from "../../listeners.ts";
import type { AudioError } from "./audio-error.ts";

/** The events that all audio objects have; the listeners of most get nothing. */
export const AUDIO_EVENTS = [
  "canplay",
  "play",
  "pause",
  "stop",
  "ended",
  "timeUpdate",
  "error",
  "waiting",
  "seeking",
  "seeked",
] as const;

/** Name of such an event, without `on`. */
export type AudioEvent = (typeof AUDIO_EVENTS)[number];

/** A listener of an event. */
export type AudioListener<Event extends string> = Event extends "error" ? (error: AudioError) => void : () => void;

/** The methods `onX`. */
export type OnMethods<Event extends string> = {
  [Name in Event as `on${Capitalize<Name>}`]: (listener: AudioListener<Name>) => void;
};

/** The methods `offX`; without an argument they remove all listeners. */
export type OffMethods<Event extends string> = {
  [Name in Event as `off${Capitalize<Name>}`]: (listener?: AudioListener<Name>) => void;
};

/** The listeners of an audio object by event. */
export type AudioListeners<Event extends string> = ReadonlyMap<Event, Listeners>;

/** Makes empty lists; `object` is what errors name, such as `InnerAudioContext`. */
export function createAudioListeners<Event extends string>(
  object: string,
  events: readonly Event[],
  reportError: (error: unknown) => void,
): AudioListeners<Event> {
  return new Map(events.map((event) => [event, createListeners(`${object}.on${capitalize(event)}`, reportError)]));
}

/** Makes the methods `onX` of an audio object: they add a listener, or replace the one before, where there is no `offX`. */
export function onMethods<Event extends string>(
  listeners: AudioListeners<Event>,
  method: "add" | "replace",
): OnMethods<Event> {
  const methods = [...listeners].map(([event, list]) => [`on${capitalize(event)}`, list[method]]);
  // Their names are those of the type, made of the same events.
  return Object.fromEntries(methods) as OnMethods<Event>;
}

/** Makes the methods `offX` of an audio object. */
export function offMethods<Event extends string>(listeners: AudioListeners<Event>): OffMethods<Event> {
  const methods = [...listeners].map(([event, list]) => [`off${capitalize(event)}`, list.remove]);
  return Object.fromEntries(methods) as OffMethods<Event>;
}

/** What `canIUse` knows of `onX`, or of `offX`. */
export function listenerShape<Event extends string, Prefix extends "on" | "off">(
  prefix: Prefix,
  events: readonly Event[],
): Record<`${Prefix}${Capitalize<Event>}`, true | AnyShape> {
  const shapes = events.map((event) => [
    prefix + capitalize(event),
    event === "error" && prefix === "on" ? { errCode: true, errMsg: true } : true,
  ]);
  return Object.fromEntries(shapes) as Record<`${Prefix}${Capitalize<Event>}`, true | AnyShape>;
}
