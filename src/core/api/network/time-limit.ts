/** The time limit of a call: its own `timeout` if that is a positive number, else the app's. */
export function toTimeLimit(timeout: number | undefined, appTimeoutMs: number): number {
  return timeout !== undefined && timeout > 0 ? timeout : appTimeoutMs;
}
