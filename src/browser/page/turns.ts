/** Does one piece of work after another, in the order in which they came; one that fails keeps none from its turn. */
export class Turns {
  #latest: Promise<unknown> = Promise.resolve();

  /** Does `work` when all before it have ended, and resolves or rejects as it does. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#latest.then(work);
    this.#latest = result.catch(() => {});
    return result;
  }
}
