import { HostError } from "../ports/index.ts";

/** Makes the error of a document that is damaged, or of another type than it should be. */
export function invalidDocument(problem: string, cause?: unknown): HostError {
  return new HostError("invalid-data", `The document can't be opened: ${problem}`, { cause });
}
