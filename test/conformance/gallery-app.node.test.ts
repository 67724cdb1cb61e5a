import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { textOf } from "../../src/node/index.ts";
import { findByClass, launchGallery } from "../support/headless-gallery.ts";
import { samplePng } from "./sample-bytes.ts";

it("the gallery uploads a picture of the album, and shows what the server made of it", async () => {
  const picture = samplePng(20, 10);
  const { device, open } = await launchGallery();
  device.album.add(picture);
  const page = await open("upload");
  device.answers.chooseImage({ original: true });
  page.tap(findByClass(page, "choose"));
  await expect.poll(() => page.data()["picture"]).toMatchObject({ width: 20, height: 10 });
  await expect.poll(() => findByClass(page, "upload").attributes.get("disabled")).toBe(false);
  page.tap(findByClass(page, "upload"));

  const sha256 = createHash("sha256").update(picture).digest("hex");
  await expect.poll(() => textOf(page.root)).toContain(sha256);
  expect(JSON.stringify(page.data())).toContain(sha256);
});
