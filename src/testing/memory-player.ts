import { createClockSpeaker, type ClockSpeaker, type MediaEvents } from "../core/headless/index.ts";
import type { ClockPort, PlaybackErrorCode } from "../core/ports/index.ts";

/** What a test says of something that can be played. */
export interface MemoryMedia {
  durationSeconds: number;
  /** How much of it is there at once, from 0 to 1. @default 1 */
  buffered?: number;
  /** Why it can't be played at all. */
  failure?: PlaybackErrorCode;
  /** Whether no more than what is there will come. */
  isLost?: boolean;
}

const MISSING: MemoryMedia = { durationSeconds: 0, failure: 10003 };

/** A speaker whose sounds a test makes up. */
export interface MemoryPlayer extends ClockSpeaker {
  /** Puts something to play at a URL or path; where nothing is, players fail with 10003. */
  add(location: string, media: MemoryMedia): void;
  /** Lets more of something arrive, from 0 to 1. */
  buffer(location: string, fraction: number): void;
  /** Lets nothing more of something arrive. */
  lose(location: string): void;
}

/** Makes a speaker on which nothing plays, by a clock. */
export function createMemoryPlayer(clock: ClockPort): MemoryPlayer {
  const media = new Map<string, MemoryMedia>();
  const opened = new Map<string, Set<MediaEvents>>();

  const openedAt = (location: string): Set<MediaEvents> => {
    const present = opened.get(location) ?? new Set();
    opened.set(location, present);
    return present;
  };
  const tell = (location: string, events: MediaEvents): void => {
    const { durationSeconds, buffered = 1, failure, isLost } = media.get(location) ?? MISSING;
    if (failure !== undefined) return events.failed(failure, `"${location}" can't be played`);
    events.buffered(buffered);
    events.ready(durationSeconds);
    if (isLost === true) lose(events, location);
  };

  const speaker = createClockSpeaker(clock, ({ location }, events) => {
    const all = openedAt(location).add(events);
    queueMicrotask(() => {
      if (all.has(events)) tell(location, events);
    });
    return () => void all.delete(events);
  });
  return Object.assign(speaker, {
    add: (location: string, added: MemoryMedia) => void media.set(location, added),
    buffer(location: string, fraction: number) {
      for (const events of openedAt(location)) events.buffered(fraction);
    },
    lose(location: string) {
      for (const events of openedAt(location)) lose(events, location);
    },
  });
}

function lose(events: MediaEvents, location: string): void {
  events.failed(10002, `"${location}" is lost`);
}
