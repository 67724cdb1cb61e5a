import { describe, expect, it } from "vitest";
import { createResources, type Resources } from "../../src/browser/page/resources.ts";
import { StyleImages } from "../../src/browser/view/style-images.ts";
import { HostError } from "../../src/core/ports/index.ts";

const packageUrl = "http://localhost/app/package/";

describe("resources of a page", () => {
  const opened: string[] = [];
  const create = (): Resources => {
    opened.length = 0;
    return createResources((path) => {
      opened.push(path);
      return path.includes("missing")
        ? Promise.reject(new HostError("not-found", "Missing"))
        : Promise.resolve(new Blob([path]));
    }, packageUrl);
  };
  const isAlive = (url: string): Promise<boolean> => fetch(url).then(Boolean, () => false);

  it.each(["https://example.com/a.png", "data:image/png;base64,AA=="])("leaves %s as it is", async (url) => {
    await expect(create().acquire(url, "").url).resolves.toBe(url);
  });

  it("finds package files from the root and from the page", async () => {
    const resources = create();
    const resolve = (source: string): Promise<string> => resources.acquire(source, "pages/home/home").url;
    await expect(resolve("/images/a.png")).resolves.toBe(`${packageUrl}images/a.png`);
    await expect(resolve("../../images/a b.png")).resolves.toBe(`${packageUrl}images/a%20b.png`);
    await expect(resolve("a.png")).resolves.toBe(`${packageUrl}pages/home/a.png`);
  });

  it.each(["", "../../../a.png", "javascript:alert(1)", "file:///etc/passwd", "blob:null/1"])(
    'rejects for "%s", which leads nowhere',
    async (source) => {
      const resource = create().acquire(source, "pages/home/home");
      await expect(resource.url).rejects.toMatchObject({ name: "HostError", code: "not-found" });
      resource.release();
    },
  );

  it("makes one object URL for a local file and both its spellings, and revokes it after the last release", async () => {
    const resources = create();
    const first = resources.acquire("wxfile://tmp/a.png", "");
    const second = resources.acquire("http://tmp/a.png", "");
    const url = await first.url;
    expect(await second.url).toBe(url);
    expect(opened).toEqual(["wxfile://tmp/a.png"]);
    first.release();
    expect(await isAlive(url)).toBe(true);
    second.release();
    await Promise.resolve();
    expect(await isAlive(url)).toBe(false);
  });

  it.each(["wxfile://tmp/a.png", "wxfile://usr/a.png"])(
    "revokes the object URLs of %s when the file goes",
    async (path) => {
      const resources = create();
      const [gone, other] = [resources.acquire(path, ""), resources.acquire("wxfile://tmp/b.png", "")];
      const url = await gone.url;
      resources.forget(path);
      await Promise.resolve();
      expect(await isAlive(url)).toBe(false);
      expect(await isAlive(await other.url)).toBe(true);
      // A file that is made under the same path is another.
      const again = resources.acquire(path, "");
      gone.release();
      expect(await isAlive(await again.url)).toBe(true);
      resources.close();
    },
  );

  it("reads a user file again each time that it is shown, because the app may have written it", async () => {
    const resources = create();
    const uses = [resources.acquire("wxfile://usr/a.png", ""), resources.acquire("wxfile://usr/a.png", "")];
    const urls = await Promise.all(uses.map((use) => use.url));
    expect(new Set(urls).size).toBe(2);
    expect(opened).toEqual(["wxfile://usr/a.png", "wxfile://usr/a.png"]);
    for (const use of uses) use.release();
    await Promise.resolve();
    expect(await Promise.all(urls.map(isAlive))).toEqual([false, false]);
  });

  it("revokes an object URL that was released before it was made", async () => {
    const resource = create().acquire("wxfile://tmp/a.png", "");
    resource.release();
    expect(await isAlive(await resource.url)).toBe(false);
  });

  it("makes a new object URL for a file that is shown again", async () => {
    const resources = create();
    const first = resources.acquire("wxfile://tmp/a.png", "");
    const before = await first.url;
    first.release();
    const second = resources.acquire("wxfile://tmp/a.png", "");
    const after = await second.url;
    expect(after).not.toBe(before);
    expect(await isAlive(after)).toBe(true);
    resources.close();
    await Promise.resolve();
    expect(await isAlive(after)).toBe(false);
  });

  it("rejects for a local file that does not exist", async () => {
    const resource = create().acquire("wxfile://tmp/missing.png", "");
    await expect(resource.url).rejects.toMatchObject({ code: "not-found" });
    resource.release();
  });

  it("are pictures of inline styles, too, and go with the style", async () => {
    const resources = create();
    const { style } = document.createElement("div");
    const images = new StyleImages(style, { acquire: (source) => resources.acquire(source, "pages/home/home") });
    style.cssText = "background: url(wxfile://tmp/a.png), url(../../images/a.png)";
    images.update();
    await expect.poll(() => style.backgroundImage).toMatch(/^url\("blob:/);
    const [, url = "", packaged] = /^url\("(blob:[^"]+)"\), url\("([^"]+)"\)$/.exec(style.backgroundImage) ?? [];
    expect(packaged).toBe(`${packageUrl}images/a.png`);
    expect(await isAlive(url)).toBe(true);
    style.cssText = "color: red";
    images.update();
    await Promise.resolve();
    expect(await isAlive(url)).toBe(false);
    expect(style.cssText).toBe("color: red;");
  });
});
