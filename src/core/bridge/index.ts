export * from "./compression.ts";
export * from "./connection.ts";
export * from "./encoding.ts";
export * from "./error-message.ts";
export * from "./frame.ts";
export * from "./player-command.ts";
export * from "./transfer.ts";
