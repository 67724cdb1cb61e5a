export * from "./built-ins.ts";
export * from "./bundle.ts";
export * from "./patch-reader.ts";
export * from "./patch-writer.ts";
export * from "./patch.ts";
export * from "./shell.ts";
export * from "./style-units.ts";
export * from "./view.ts";
