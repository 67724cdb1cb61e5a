import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const gallery = fileURLToPath(new URL("../../examples/gallery", import.meta.url));

/** Copies the gallery so that it talks to another backend; nothing else of it changes. */
export async function copyGallery(backendUrl: string): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-gallery-"));
  await cp(gallery, dir, { recursive: true });
  await writeFile(join(dir, "config.js"), `module.exports = { backend: ${JSON.stringify(backendUrl)} };\n`);
  return { dir, remove: () => rm(dir, { recursive: true }) };
}
