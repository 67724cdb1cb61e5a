/** What a {@link Problem} is about. */
export type ProblemCode =
  | "json.syntax"
  | "json.shape"
  | "app.missing-file"
  | "app.pages"
  | "app.tab-bar"
  | "app.theme"
  | "app.unsupported"
  | "component.missing"
  | "component.not-declared"
  | "script.syntax"
  | "script.strict-mode"
  | "script.missing-module"
  | "script.dynamic-import"
  | "script.top-level-await"
  | "script.no-eval"
  | "template.syntax"
  | "template.markup"
  | "template.missing-file"
  | "template.unknown-tag"
  | "style.syntax"
  | "style.missing-file"
  | "style.import-cycle"
  | "style.import"
  | "style.package-image"
  | "style.host"
  | "style.preprocessor";

/** Something in an app's sources that is wrong (`error`: there is no bundle) or dubious (`warning`). */
export interface Problem {
  severity: "error" | "warning";
  code: ProblemCode;
  message: string;
  /** Path below the app's root. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** What to do about it. */
  hint?: string;
  /** The lines around it, with a caret under the place. */
  frame?: string;
}

/** A problem before its place in the text was worked out. */
export interface ProblemAt {
  severity: Problem["severity"];
  code: ProblemCode;
  message: string;
  file: string;
  /** The file's text, `""` when there is none. */
  text: string;
  /** Offset in the text. */
  offset: number;
  hint?: string;
}

/** A place in a text, from 1. */
export interface TextPosition {
  line: number;
  column: number;
}

/** Works out line, column and frame of a problem. */
export function createProblem({ severity, code, message, file, text, offset, hint }: ProblemAt): Problem {
  const { line, column } = positionAt(text, offset);
  const problem: Problem = { severity, code, message, file, line, column };
  if (hint !== undefined) problem.hint = hint;
  if (text !== "") problem.frame = frameAt(text, line, column);
  return problem;
}

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): TextPosition {
  const end = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let start = 0;
  for (let next = text.indexOf("\n"); next !== -1 && next < end; next = text.indexOf("\n", start)) {
    line++;
    start = next + 1;
  }
  return { line, column: end - start + 1 };
}

/** Offset of a line and column; both may lie past the end. */
export function offsetAt(text: string, { line, column }: TextPosition): number {
  let start = 0;
  for (let left = line - 1; left > 0; left--) {
    const next = text.indexOf("\n", start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  return Math.min(start + column - 1, text.length);
}

/** Lines shown before and after the one with the problem. */
const CONTEXT_LINES = 2;
/** Minified files have lines of any length; this much of a line is shown. */
const FRAME_WIDTH = 120;

function frameAt(text: string, line: number, column: number): string {
  const lines = text.split("\n");
  const first = Math.max(1, line - CONTEXT_LINES);
  const last = Math.min(lines.length, line + CONTEXT_LINES);
  const width = String(last).length;
  const cut = Math.max(0, column - 1 - FRAME_WIDTH / 2);
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const source = (lines[number - 1] ?? "").replace(/\r$/, "").slice(cut, cut + FRAME_WIDTH);
    const gutter = `${number === line ? ">" : " "} ${String(number).padStart(width)} |`;
    frame.push(`${gutter} ${source}`.trimEnd());
    if (number !== line) continue;
    // Tabs stay tabs, so that the caret stands under its character.
    const indent = source.slice(0, column - 1 - cut).replace(/[^\t]/g, " ");
    frame.push(`  ${" ".repeat(width)} | ${indent}^`);
  }
  return frame.join("\n");
}
