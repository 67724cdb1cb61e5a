export * from "./built-in-style.ts";
export * from "./define-components.ts";
