import {
  DEV_PROBLEMS,
  DEV_UPDATE,
  type DevProblem,
  type DevProblems,
  type DevUpdate,
} from "../../core/protocol/index.ts";

/** What the dev server tells the simulator. */
export interface ServerListener {
  updated(version: string): void;
  /** Takes all problems of the last compilation. */
  problems(problems: DevProblem[]): void;
}

/** Listens to the dev server, whose client passes its events on as events of the window. Returns a function that stops it. */
export function listenToServer(listener: ServerListener): () => void {
  const stop = new AbortController();
  const on = (name: string, handle: (detail: unknown) => void): void => {
    const take = (event: Event): void => {
      if (event instanceof CustomEvent) handle(event.detail);
    };
    window.addEventListener(name, take, { signal: stop.signal });
  };
  on(DEV_UPDATE, (detail) => listener.updated((detail as DevUpdate).version));
  on(DEV_PROBLEMS, (detail) => listener.problems((detail as DevProblems).problems));
  return () => stop.abort();
}
