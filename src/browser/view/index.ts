export type { SourceResolver } from "./dom-target.ts";
export type { LogicSender } from "./page-view.ts";
export { View, type ViewOptions } from "./view.ts";
