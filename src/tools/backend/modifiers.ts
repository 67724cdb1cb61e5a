/** What the query of any route asks of the connection. */
export interface Modifiers {
  /** Before the body of the request is read. */
  delayMs: number;
  /** Between the end of the work and the first byte of the answer. */
  headersDelayMs: number;
  /** At most so fast, each direction. */
  bytesPerSecond?: number;
  /** Resets the connection after so many bytes of the body of the request, or of the response when the request has none. */
  dropAfterBytes?: number;
  /** Takes the place of the route's own status. */
  status?: number;
  /** What of the query makes no sense, and was left out. */
  problem?: string;
}

/** A timer can't wait longer. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Reads `?delay=`, `?headers-delay=`, `?rate=`, `?drop=` and `?status=`. */
export function readModifiers(query: URLSearchParams): Modifiers {
  const problems: string[] = [];
  const number = (name: string, min: number, max: number): number | undefined => {
    const text = query.get(name);
    if (text === null) return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    problems.push(`?${name}=${text} must be a whole number from ${min} to ${max}`);
    return undefined;
  };
  const modifiers: Modifiers = {
    delayMs: number("delay", 0, MAX_DELAY_MS) ?? 0,
    headersDelayMs: number("headers-delay", 0, MAX_DELAY_MS) ?? 0,
    bytesPerSecond: number("rate", 1, Number.MAX_SAFE_INTEGER),
    dropAfterBytes: number("drop", 0, Number.MAX_SAFE_INTEGER),
    status: number("status", 200, 599),
  };
  return problems.length === 0 ? modifiers : { ...modifiers, problem: problems.join("; ") };
}
