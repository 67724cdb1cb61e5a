import { extensionOf } from "./file-extension.ts";
import type { BrowserFiles } from "./files.ts";

/** Puts temporary paths in the place of the files in what the view answers. */
export type ReadAnswer = <Answer>(answer: Answer) => Answer;

/** Makes it: files are fields of the answer of a component. `File` is given, because the lockdown takes it away. */
export function createAnswerReader(
  files: Pick<BrowserFiles, "adopt">,
  { File }: { File: typeof globalThis.File },
): ReadAnswer {
  return (answer) => {
    if (typeof answer !== "object" || answer === null) return answer;
    for (const [name, value] of Object.entries(answer)) {
      if (value instanceof File) Reflect.set(answer, name, files.adopt(value, extensionOf(value.name, value.type)));
    }
    return answer;
  };
}
