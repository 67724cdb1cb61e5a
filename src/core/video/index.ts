export * from "./compression-plan.ts";
export * from "./trim-video.ts";
export { readVideoFacts, type VideoBytes } from "./video-facts.ts";
