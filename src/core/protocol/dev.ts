/** Event with which the simulator asks the dev server for its state; the answer is one of each of the others. */
export const DEV_HELLO = "minihost:hello";

/** Event of the dev server with a {@link DevUpdate}: there is a new bundle to load. */
export const DEV_UPDATE = "minihost:update";

/** Event of the dev server with {@link DevProblems}, after each compilation. */
export const DEV_PROBLEMS = "minihost:problems";

/** A bundle that compiled. */
export interface DevUpdate {
  /** Differs when the bundle differs. */
  version: string;
}

/** What is wrong with the source of an app. */
export interface DevProblem {
  severity: "error" | "warning";
  code: string;
  message: string;
  /** Relative to the root of the app. */
  file?: string;
  /** From 1. */
  line?: number;
  /** From 1. */
  column?: number;
  /** What to do. */
  hint?: string;
  /** Lines of source around the place. */
  frame?: string;
}

/** All problems of the last compilation; none when it is clean. */
export interface DevProblems {
  problems: DevProblem[];
}

/** Where a problem is, as editors write it: `pages/a/a.wxml:3:5`. */
export function placeOf({ file, line, column }: DevProblem): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}
