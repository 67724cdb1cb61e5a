import { expect, inject, onTestFinished } from "vitest";
import {
  createDevice,
  findNode,
  type Device,
  type DeviceOptions,
  type Page,
  type PlainNode,
} from "../../src/node/index.ts";
import { createCompiler, createDirectorySource } from "../../src/tools/compiler/index.ts";
import { copyGallery } from "./gallery.ts";

/** The gallery on a headless device of its own; it ends with the test, which fails when the gallery threw something. */
export interface HeadlessGallery {
  readonly device: Device;
  /** The page on top. */
  page(): Page;
  /** Opens a page from the list of examples. */
  open(name: string): Promise<Page>;
  /** Goes back to the list of examples. */
  back(): Promise<void>;
}

/** Launches the gallery with its list of examples. */
export async function launchGallery(options?: DeviceOptions): Promise<HeadlessGallery> {
  const gallery = await copyGallery(inject("serverUrl"));
  onTestFinished(() => gallery.remove());
  const bundle = await createCompiler(createDirectorySource(gallery.dir), { appId: "wx0123456789abcdef" }).compile();
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.problems));
  const device = await createDevice({ packageRoot: gallery.dir, ...options });
  onTestFinished(() => device.close());
  const app = await device.launch(bundle);
  onTestFinished(() => expect(app.errors).toEqual([]));
  const page = (): Page => {
    const { currentPage } = app;
    if (currentPage === undefined) throw new Error("No page is open");
    return currentPage;
  };
  return {
    device,
    page,
    async open(name) {
      page().callMethod("open", { currentTarget: { dataset: { name } } });
      await expect.poll(() => page().path).toBe(`pages/${name}/${name}`);
      return page();
    },
    async back() {
      app.pressBack();
      await expect.poll(() => page().path).toBe("pages/index/index");
    },
  };
}

/** Finds the first node with a class, as the page names it. */
export function findByClass({ root }: Page, className: string): PlainNode {
  const node = findNode(root, ({ classes }) =>
    [...classes].some((name) => name === className || name.endsWith(`--${className}`)),
  );
  if (node === undefined) throw new Error(`The page has no .${className}`);
  return node;
}
