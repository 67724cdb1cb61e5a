/** Where the caret belongs after the text around it changed: before the same rest of the text if that is still there, else where it was. */
export function keepCaret(before: string, caret: number, after: string): number {
  const rest = before.slice(caret);
  return after.endsWith(rest) ? after.length - rest.length : Math.min(caret, after.length);
}
