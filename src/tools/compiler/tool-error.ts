/** Where a {@link ToolError} happened and what to do. */
export interface ToolErrorDetails {
  /** Absolute path. */
  file?: string;
  /** From 1. */
  line?: number;
  /** From 1. */
  column?: number;
  hint?: string;
  cause?: unknown;
}

/** The one error that tools throw on purpose. */
export class ToolError extends Error {
  override readonly name = "ToolError";
  /** What it is about, such as `project.missing`. */
  readonly code: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: ToolErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.file = details.file;
    this.line = details.line;
    this.column = details.column;
    this.hint = details.hint;
  }
}
