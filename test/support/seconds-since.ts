/** How long it is since a moment of `performance.now()`. On a busy machine a sound has played on for as long before a test looks at it. */
export function secondsSince(startMs: number): number {
  return (performance.now() - startMs) / 1000;
}
