import type { RecorderManager } from "../../src/core/api/index.ts";

type EventName = Extract<keyof RecorderManager, `on${string}`>;

/** What a listener gets. */
export type RecorderEvent<Name extends EventName> = Parameters<Parameters<RecorderManager[Name]>[0]>[0];

/** A recorder with a list of its events. */
export interface WatchedRecorder extends Pick<RecorderManager, "start" | "pause" | "resume" | "stop"> {
  /** The names of the events so far, in order; frames that follow one another are one. */
  names(): EventName[];
  /** What came with all events of a name so far. */
  all<Name extends EventName>(name: Name): RecorderEvent<Name>[];
  /** Calls back on every event of a name, when it is in the list. */
  on(name: EventName, listener: () => void): void;
  /** Resolves with the next event of a name that was not taken yet, as soon as there is one. Rejects when an error comes instead. */
  next<Name extends EventName>(name: Name): Promise<RecorderEvent<Name>>;
}

const NAMES: readonly EventName[] = [
  "onStart",
  "onPause",
  "onResume",
  "onStop",
  "onFrameRecorded",
  "onError",
  "onInterruptionBegin",
  "onInterruptionEnd",
];

/** Listens to all events of a recorder. */
export function watchRecorder(manager: RecorderManager): WatchedRecorder {
  const events: { name: EventName; value: object }[] = [];
  const taken = new Map<EventName, number>();
  const waiting: (() => void)[] = [];
  const listeners = new Map<EventName, () => void>();
  for (const name of NAMES) {
    manager[name]((value: object) => {
      events.push({ name, value });
      for (const wake of waiting.splice(0)) wake();
      listeners.get(name)?.();
    });
  }
  const all = <Name extends EventName>(name: Name): RecorderEvent<Name>[] =>
    events.filter((event) => event.name === name).map(({ value }) => value as RecorderEvent<Name>);
  const { start, pause, resume, stop } = manager;
  return {
    start,
    pause,
    resume,
    stop,
    all,
    on: (name, listener) => void listeners.set(name, listener),
    names: () =>
      events
        .map(({ name }) => name)
        .filter((name, index, names) => {
          return name !== "onFrameRecorded" || names[index - 1] !== name;
        }),
    async next(name) {
      for (;;) {
        const index = taken.get(name) ?? 0;
        const event = all(name)[index];
        if (event !== undefined) {
          taken.set(name, index + 1);
          return event;
        }
        const error = all("onError")[taken.get("onError") ?? 0];
        if (error !== undefined) throw new Error(`The recorder failed before ${name}: ${error.errMsg}`);
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    },
  };
}
