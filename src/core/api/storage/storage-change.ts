import type { StoredValue } from "./stored-value.ts";

/** One change of the storage; several keys change together or not at all. */
export type StorageChange =
  | { readonly type: "set"; readonly values: readonly (readonly [key: string, value: StoredValue])[] }
  | { readonly type: "remove"; readonly key: string }
  | { readonly type: "clear" };
