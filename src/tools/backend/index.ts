export { startBackend, type Backend, type BackendOptions } from "./backend.ts";
export type { Exchange, Outcome, RequestHook } from "./exchange.ts";
export { jsonReply, type Reply } from "./route.ts";
