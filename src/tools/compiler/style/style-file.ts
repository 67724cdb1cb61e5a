import postcss, { CssSyntaxError, type Root } from "postcss";
import { createProblem, offsetAt, type Problem } from "../problem.ts";

/** The text of a style sheet, in CSS. */
export interface StyleFile {
  path: string;
  text: string;
  /** Why there is no text, where a preprocessor made none. */
  problem?: Problem;
}

/** A style sheet as a tree of its own, empty where the text is wrong: there the parser stops. */
export interface ParsedStyle {
  root: Root;
  problem?: Problem;
}

/** Parses CSS. */
export function parseStyle({ path, text }: StyleFile): ParsedStyle {
  try {
    return { root: postcss.parse(text, { from: path, map: false }) };
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    const { reason, line = 1, column = 1 } = error;
    const offset = offsetAt(text, { line, column });
    return {
      root: postcss.root(),
      problem: createProblem({ severity: "error", code: "style.syntax", message: reason, file: path, text, offset }),
    };
  }
}
