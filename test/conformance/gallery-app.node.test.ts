import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { createDevice, findNode, textOf, type Page, type PlainNode } from "../../src/node/index.ts";
import { createCompiler, createDirectorySource } from "../../src/tools/compiler/index.ts";
import { copyGallery } from "../support/gallery.ts";
import { samplePng } from "./sample-bytes.ts";

it("the gallery uploads a picture of the album, and shows what the server made of it", async () => {
  const gallery = await copyGallery(inject("serverUrl"));
  onTestFinished(() => gallery.remove());
  const picture = join(gallery.dir, "picture.png");
  await writeFile(picture, samplePng(20, 10));
  const bundle = await createCompiler(createDirectorySource(gallery.dir), { appId: "wx0123456789abcdef" }).compile();
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.problems));
  const device = await createDevice({ album: [picture], packageRoot: gallery.dir });
  onTestFinished(() => device.close());

  const app = await device.launch(bundle, { path: "pages/upload/upload" });
  const page = app.currentPage as Page;
  device.answers.chooseImage({ original: true });
  page.tap(find(page, "choose"));
  await expect.poll(() => page.data()["picture"]).toMatchObject({ width: 20, height: 10 });
  await expect.poll(() => find(page, "upload").attributes.get("disabled")).toBe(false);
  page.tap(find(page, "upload"));

  const sha256 = createHash("sha256")
    .update(await readFile(picture))
    .digest("hex");
  await expect.poll(() => textOf(page.root)).toContain(sha256);
  expect(JSON.stringify(page.data())).toContain(sha256);
  expect(app.errors).toEqual([]);
});

function find({ root }: Page, className: string): PlainNode {
  const node = findNode(root, ({ classes }) =>
    [...classes].some((name) => name === className || name.endsWith(`--${className}`)),
  );
  if (node === undefined) throw new Error(`The page has no .${className}`);
  return node;
}
