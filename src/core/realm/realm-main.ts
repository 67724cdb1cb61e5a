// Loaded into a new realm before anything else.
export { defineGlobals, type RealmPlatform } from "./globals.ts";
export { installStackTraces, type LocateSource } from "./stack-trace.ts";
export { createRealmValues, type Callable, type CallOutcome, type RealmValues } from "./values.ts";
