const marked = new WeakMap<object, readonly ArrayBuffer[]>();

/**
 * Marks buffers inside `value` as handed over, not copied, when `value` is sent as an argument or a result.
 *
 * @example connection.send("page.patch", page, transfer(patch, [patch.operations.buffer]));
 */
export function transfer<T extends object>(value: T, buffers: readonly ArrayBuffer[]): T {
  marked.set(value, buffers);
  return value;
}

/** Returns the buffers that were marked in any of these values. */
export function transferred(values: readonly unknown[]): ArrayBuffer[] {
  return values.flatMap((value) => (typeof value === "object" && value !== null ? (marked.get(value) ?? []) : []));
}
