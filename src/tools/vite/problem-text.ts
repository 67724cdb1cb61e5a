import { relative } from "node:path";
import colors from "picocolors";
import { placeOf, type DevProblem } from "../../core/protocol/index.ts";
import type { ToolError } from "../compiler/index.ts";

/** Writes a problem for the terminal: place, message, excerpt, hint. */
export function problemText(problem: DevProblem): string {
  const { severity, message, frame, hint } = problem;
  const kind = colors.bold(severity === "error" ? colors.red("error") : colors.yellow("warning"));
  const lines = [[kind, colors.cyan(placeOf(problem)), message].filter((part) => part !== "").join(" ")];
  if (frame !== undefined) lines.push(frame.replaceAll(/^/gm, "  "));
  if (hint !== undefined) lines.push(`  ${colors.dim("→")} ${hint}`);
  return lines.join("\n");
}

/** An error as a problem. What no tool threw on purpose is a fault of minihost, and keeps its stack. */
export function problemOf(error: unknown): DevProblem {
  if (isToolError(error)) {
    const { code, message, line, column, hint } = error;
    const file = error.file === undefined ? undefined : relative("", error.file);
    return { severity: "error", code, message, file, line, column, hint };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { severity: "error", code: "internal", message };
}

/** By its name: each tool has a class of its own. */
function isToolError(error: unknown): error is ToolError {
  return error instanceof Error && error.name === "ToolError";
}
