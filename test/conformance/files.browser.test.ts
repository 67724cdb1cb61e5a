import { describe, expect, inject, it } from "vitest";
import { extensionOf } from "../../src/browser/worker/file-extension.ts";
import { createFiles } from "../../src/browser/worker/files.ts";
import { browserHosts, type BrowserHost } from "./browser-hosts.ts";
import { filesSuite, type FilesHost } from "./files.suite.ts";

const serverUrl = inject("serverUrl");
const platform = { fetch, Blob, crypto, XMLHttpRequest };

async function createHost({ files, addPackageFile, close }: BrowserHost): Promise<FilesHost> {
  return { files, packagePath: await addPackageFile("images/a.png", new TextEncoder().encode("picture")), close };
}

describe.each(browserHosts)("%s", (_place, create) => filesSuite(() => createHost(create())));

describe("a browser, beyond the contract", () => {
  const files = createFiles({ ...platform, packageUrl: `${serverUrl}/` });

  it("gives a handle a path that ends in its extension, and finds the same handle by both spellings", async () => {
    const blob = new Blob(["content"]);
    const path = files.adopt(blob, "jpg");
    expect(path).toMatch(/^wxfile:\/\/tmp\/[\w-]{16,}\.jpg$/);
    expect(await files.blob(path)).toBe(blob);
    expect(await files.blob(path.replace("wxfile:", "http:"))).toBe(blob);
    expect(files.adopt(blob, "jpg")).not.toBe(path);
  });

  it("tells when a temporary file is there no longer", async () => {
    const gone: string[] = [];
    const watched = createFiles({ ...platform, packageUrl: `${serverUrl}/`, onGone: (path) => void gone.push(path) });
    const [removed, renamed] = [watched.adopt(new Blob(["a"])), watched.adopt(new Blob(["b"]))];
    await watched.remove(removed);
    await watched.rename(renamed, `${renamed}.txt`);
    expect(gone).toEqual([removed, renamed]);
  });

  it("reads files of the package with and without a leading slash", async () => {
    const { sizeBytes } = await files.stat("/1.jpg");
    expect(sizeBytes).toBeGreaterThan(100);
    expect((await files.read("1.jpg")).byteLength).toBe(sizeBytes);
    expect([...new Uint8Array(await files.read("/1.jpg", 0, 2))]).toEqual([0xff, 0xd8]);
  });

  it.each(["./1.jpg", "/a/../1.jpg", "/%2e%2e/1.jpg", "/1.jpg?x=1", "blob:null/1"])(
    'rejects with not-found for "%s"',
    async (path) => {
      const failure = { name: "HostError", code: "not-found" };
      await expect(files.stat(path)).rejects.toMatchObject(failure);
      await expect(files.read(path)).rejects.toMatchObject(failure);
      await expect(files.blob(path)).rejects.toMatchObject(failure);
    },
  );

  it("rejects with network when the package can't be reached", async () => {
    const unreachable = createFiles({ ...platform, packageUrl: "http://127.0.0.1:1/" });
    await expect(unreachable.stat("/1.jpg")).rejects.toMatchObject({ name: "HostError", code: "network" });
  });

  it.each([
    ["IMG_1.JPG", "image/jpeg", "jpg"],
    ["photo.jpeg", "", "jpeg"],
    ["image", "image/jpeg", "jpg"],
    ["no.extension here", "image/png", "png"],
    ["image", "application/x-strange", "unknown"],
  ])("names the extension of %s (%s)", (name, type, expected) => {
    expect(extensionOf(name, type)).toBe(expected);
  });
});
