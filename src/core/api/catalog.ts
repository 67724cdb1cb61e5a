import type { AnyApi } from "./api.ts";
import * as apis from "./apis.ts";
import { createCanIUse } from "./base/can-i-use.ts";

/** The literals of all APIs by name. */
export type ApiCatalog = typeof apis & { canIUse: ReturnType<typeof createCanIUse> };

/** The literals of all APIs by name; of events without `on`. */
export const API_CATALOG: ApiCatalog = { ...apis, canIUse: createCanIUse(Object.values<AnyApi>(apis)) };
