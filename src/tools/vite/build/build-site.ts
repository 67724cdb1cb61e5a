import type { Problem } from "../../compiler/index.ts";
import { openApp } from "../open-app.ts";
import { findRuntime } from "../runtime-folder.ts";
import { checkOutFolder, replaceFolder } from "./out-folder.ts";
import { siteGateway } from "./site-gateway.ts";
import { writeSite } from "./write-site.ts";

/** What to build, and where to. */
export interface BuildOptions {
  /** Folder with project.config.json or app.json. */
  dir: string;
  /** Folder of the site; what an earlier build left there is replaced. */
  out: string;
}

/** What a build came to. Problems are those of the compilation, errors first; with an error, nothing was written. */
export type SiteBuild =
  | { ok: true; problems: readonly Problem[]; folder: string; fileCount: number; sizeBytes: number }
  | { ok: false; problems: readonly Problem[] };

/**
 * Makes a static site of a mini program. The same app makes the same bytes. Rejects with a `ToolError` when there is no app in the folder, or
 * the site may not or can't be written.
 */
export async function buildSite({ dir, out }: BuildOptions): Promise<SiteBuild> {
  const [runtime, { project, settings, compiler }] = await Promise.all([findRuntime(), openApp(dir)]);
  const folder = await checkOutFolder(out, project);
  const gateway = siteGateway(settings);
  const bundle = await compiler.compile();
  const { ok, problems } = bundle;
  if (!ok) return { ok, problems };
  const { miniprogramRoot } = project;
  const written = await replaceFolder(folder, (into) => writeSite(into, { bundle, miniprogramRoot, runtime, gateway }));
  return { ok, problems, folder, ...written };
}
