import type { DevProblem } from "./dev.ts";

/** Picks the warnings that a person was not told yet. */
export class FreshWarnings {
  readonly #told = new Set<string>();

  /** Takes the problems of a compilation. A warning that another place of the same file had before is not fresh: edits move places. */
  take(problems: readonly DevProblem[]): DevProblem[] {
    const fresh = problems.filter((problem) => problem.severity === "warning" && !this.#told.has(keyOf(problem)));
    for (const warning of fresh) this.#told.add(keyOf(warning));
    return fresh;
  }
}

function keyOf({ code, file, message }: DevProblem): string {
  return JSON.stringify([code, file, message]);
}
