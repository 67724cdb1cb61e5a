export type * from "./app-main.ts";
export type * from "./realm-main.ts";
export type { HostDecoder, TextCoding } from "./text-coding.ts";
export type { Schedule } from "./timers.ts";
export type { UrlParser, UrlParts } from "./url.ts";
