export * from "./connection.ts";
export * from "./frame.ts";
export * from "./transfer.ts";
