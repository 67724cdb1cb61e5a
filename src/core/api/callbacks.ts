import type { Failure } from "./failures.ts";

/** What `success` gets and a promise resolves with: the result and its errMsg. */
export type Success<Result> = (Result extends object ? Result : unknown) & { errMsg: string };

/** The callbacks that an options object may have. */
export interface Callbacks<Result> {
  success?(result: Success<Result>): void;
  fail?(failure: Failure): void;
  /** Called after one of the others, with the same object. */
  complete?(outcome: Success<Result> | Failure): void;
}
