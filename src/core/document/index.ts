export { openFile, type ByteSource } from "../archive/index.ts";
export * from "./document-facts.ts";
export * from "./inspect-document.ts";
export * from "./invalid-document.ts";
export * from "./office-package.ts";
export * from "./xml.ts";
export * from "./zip-archive.ts";
