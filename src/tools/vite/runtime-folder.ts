import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ToolError } from "../compiler/index.ts";

/** Where the build puts what runs in browsers, seen from the compiled form of this file. */
const RUNTIME = fileURLToPath(new URL("../../runtime", import.meta.url));

/** Finds the folder of what runs in browsers. Rejects with a {@link ToolError} where it was not built. */
export async function findRuntime(folder: string = RUNTIME): Promise<string> {
  try {
    await stat(join(folder, "page.js"));
  } catch (cause) {
    throw new ToolError("runtime.missing", `The runtime of minihost is not in ${folder}`, {
      hint: "Build it: npm run build",
      cause,
    });
  }
  return folder;
}
