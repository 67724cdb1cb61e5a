export * from "./built-in-style.ts";
export * from "./define-components.ts";
export * from "./open-camera.ts";
