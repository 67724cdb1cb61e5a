export * from "./byte-source.ts";
export * from "./inflate.ts";
export * from "./zip-file.ts";
