export type { LogicSender } from "./page-view.ts";
export type { SourceResolver } from "./source-resolver.ts";
export { View, type ViewOptions } from "./view.ts";
