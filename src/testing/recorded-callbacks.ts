/** Callbacks for one call of an API that keep what they were given. */
export interface RecordedCallbacks {
  readonly success: (result: object) => void;
  readonly fail: (failure: object) => void;
  readonly complete: (outcome: object) => void;
  /** The calls so far, in order. */
  readonly calls: readonly (readonly ["success" | "fail" | "complete", object])[];
  /** Resolves with what `complete` was given. */
  readonly completed: Promise<object>;
}

/** Makes the callbacks of one call; spread them into its options. */
export function recordCallbacks(): RecordedCallbacks {
  const calls: (readonly ["success" | "fail" | "complete", object])[] = [];
  let resolve: (outcome: object) => void = () => {};
  const completed = new Promise<object>((settle) => {
    resolve = settle;
  });
  return {
    success: (result) => void calls.push(["success", result]),
    fail: (failure) => void calls.push(["fail", failure]),
    complete(outcome) {
      calls.push(["complete", outcome]);
      resolve(outcome);
    },
    calls,
    completed,
  };
}
