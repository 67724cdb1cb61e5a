import { ToolError } from "../compiler/index.ts";

/** Reads the value of `--port`. Throws a {@link ToolError} when it is no port. */
export function parsePort(value: string | number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new ToolError("cli.usage", `"${value}" is no port: a port is a number from 0 to 65535`);
}
