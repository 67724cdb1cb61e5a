import { relative } from "node:path";
import colors from "picocolors";
import { buildSite, problemText } from "../vite/index.ts";

/** Options of `minihost build` as the parser gives them; it makes numbers of what looks like one. */
interface CommandOptions {
  out: string | number;
}

/** `minihost build`: makes a static site of a mini program. Errors in the app are all told, and exit with code 1. */
export async function build(dir: string | number | undefined, { out }: CommandOptions): Promise<void> {
  const result = await buildSite({ dir: String(dir ?? "."), out: String(out) });
  for (const problem of result.problems) console.error(`${problemText(problem)}\n`);
  if (!result.ok) {
    process.exitCode = 1;
    return;
  }
  const { folder, fileCount, sizeBytes } = result;
  const size = `${fileCount} files, ${(sizeBytes / 1e6).toFixed(1)} MB`;
  console.log(`${colors.bold("minihost build")} ${colors.cyan(relative("", folder) || folder)} ${size}`);
}
