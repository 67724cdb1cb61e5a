export * from "./video-facts.ts";
