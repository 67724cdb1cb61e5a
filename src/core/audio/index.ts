export * from "./clocked-recorder.ts";
export * from "./encoder.ts";
export * from "./media-duration.ts";
export * from "./microphone.ts";
export type { Sound } from "./sound.ts";
