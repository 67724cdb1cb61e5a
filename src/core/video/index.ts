export * from "./compression-plan.ts";
export * from "./video-facts.ts";
