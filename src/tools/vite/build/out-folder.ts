import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { BUILD_MARKER, ToolError, type Project } from "../../compiler/index.ts";

/** What file managers leave behind. */
const WORTHLESS = new Set([".DS_Store", "Thumbs.db"]);

const OTHER_FOLDER = "Give the site another folder: --out site";

/**
 * Finds out whether a site may replace what is in a folder, and resolves to its absolute path. Rejects with a {@link ToolError} when the folder
 * holds anything that no build made.
 */
export async function checkOutFolder(
  out: string,
  { root, miniprogramRoot }: Pick<Project, "root" | "miniprogramRoot">,
): Promise<string> {
  const wanted = resolve(out);
  try {
    const folder = await realPathOf(wanted);
    const sources = await Promise.all([root, miniprogramRoot].map((path) => realpath(path)));
    if (sources.some((source) => isWithin(folder, source))) {
      throw new ToolError("build.out", `A site in ${folder} would replace the app itself`, { hint: OTHER_FOLDER });
    }
    const foreign = await findForeign(folder);
    if (foreign.length === 0) return folder;
    const names = foreign.length > 3 ? `${foreign.slice(0, 3).join(", ")}, …` : foreign.join(", ");
    throw new ToolError("build.out", `${folder} has files that minihost build did not make: ${names}`, {
      hint: "Move them away, or give the site another folder: --out site",
    });
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new ToolError("build.out", `The site can't be in ${wanted}: ${cause.message}`, { hint: OTHER_FOLDER, cause });
  }
}

/**
 * Lets `write` fill an empty folder, which then takes the place of this one, as a whole. Rejects with a {@link ToolError} when the disk refuses,
 * and then the old one is still there.
 */
export async function replaceFolder<Result>(folder: string, write: (path: string) => Promise<Result>): Promise<Result> {
  const fresh = join(dirname(folder), `.${basename(folder)}-${randomBytes(6).toString("hex")}`);
  try {
    await mkdir(fresh, { recursive: true });
    const result = await write(fresh);
    await writeFile(
      join(fresh, BUILD_MARKER),
      (await readdir(fresh)).toSorted().map((name) => `${name}\n`),
    );
    await swap(fresh, folder);
    return result;
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new ToolError("build.write", `The site could not be written to ${folder}: ${cause.message}`, { cause });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function swap(fresh: string, folder: string): Promise<void> {
  const old = `${fresh}-old`;
  const wasThere = await rename(folder, old).then(() => true, ifMissing(false));
  try {
    await rename(fresh, folder);
  } catch (error) {
    if (wasThere) await rename(old, folder);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/** Names in a folder of what was neither made by a build nor is worthless; none for a folder that is not there. */
async function findForeign(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(ifMissing<string[]>([]));
  const marker = await readFile(join(folder, BUILD_MARKER), "utf8").catch(ifMissing(""));
  const own = new Set([BUILD_MARKER, ...WORTHLESS, ...marker.split("\n")]);
  return names.filter((name) => !own.has(name));
}

/** The path without links, also when its end is not there yet. */
async function realPathOf(path: string): Promise<string> {
  const real = await realpath(path).catch(ifMissing(undefined));
  return real ?? join(await realPathOf(dirname(path)), basename(path));
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}

/** Handles an error: a value for what is not there, any other error as it is. */
function ifMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (isSystemError(error) && error.code === "ENOENT") return value;
    throw error;
  };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
