import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GatewayAccess, ServedBundle } from "../../../core/protocol/index.ts";
import type { Bundle } from "../../compiler/index.ts";
import { sitePolicy } from "../content-security-policy.ts";
import { createIndexPage } from "./index-page.ts";
import { SiteFolder, type SiteFile } from "./site-folder.ts";

/** What a site is made of. */
export interface SiteParts {
  bundle: Bundle;
  /** Absolute path of the folder of the package's files. */
  miniprogramRoot: string;
  /** Absolute path of the folder of what runs in browsers. */
  runtime: string;
  gateway: GatewayAccess | undefined;
}

/** Writes a site into an empty folder and resolves to its size. */
export async function writeSite(path: string, parts: SiteParts): Promise<{ fileCount: number; sizeBytes: number }> {
  const { bundle, miniprogramRoot, runtime, gateway } = parts;
  const { manifest, styles } = bundle;
  const folder = new SiteFolder(path);
  const served: ServedBundle = {
    manifest,
    styles,
    script: await folder.addFile("logic.js", bundle.script),
    packageFolder: await folder.addFolder("package", filesIn(miniprogramRoot, bundle.assets)),
    ...(gateway === undefined ? {} : { gateway }),
  };
  const page = createIndexPage(await readFile(join(runtime, "app.html"), "utf8"), {
    title: manifest.windows[manifest.entryPagePath]?.light.navigationBarTitleText || "minihost",
    policy: sitePolicy(manifest.domains),
    script: `${await folder.addFolder("runtime", await runtimeFiles(runtime))}page.js`,
    bundle: await folder.addFile("bundle.json", JSON.stringify(served)),
  });
  await folder.writePage(page);
  return folder.size;
}

function filesIn(root: string, paths: readonly string[]): Map<string, SiteFile> {
  return new Map(paths.map((path) => [path, { file: join(root, path) }]));
}

/** The page, which becomes the site's; the simulator; what runs in Node; maps of sources. */
const NOT_IN_SITE = /^(?:app|simulator|realm|logic)\.|\.map$/;

async function runtimeFiles(runtime: string): Promise<Map<string, SiteFile>> {
  const names = (await readdir(runtime)).filter((name) => !NOT_IN_SITE.test(name));
  return new Map(await Promise.all(names.map(async (name) => [name, await runtimeFile(join(runtime, name))] as const)));
}

/** A Worker of a URL of the site would have no policy, if any code managed to start one. */
const GUARD =
  'if (globalThis.WorkerGlobalScope !== undefined && location.protocol !== "blob:") throw new Error("Only the page starts Workers");\n';

async function runtimeFile(file: string): Promise<SiteFile> {
  if (!file.endsWith(".js")) return { file };
  const script = await readFile(file, "utf8");
  return GUARD + script.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");
}
