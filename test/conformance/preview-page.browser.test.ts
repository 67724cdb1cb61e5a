import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { samplePhoto } from "../support/sample-photo.ts";
import { createPageHost, type PageHost } from "./page-host.ts";
import { press, withDialog } from "./page-dialog.ts";
import { uploadFile } from "./upload-sound.ts";
import { until } from "../support/until.ts";

async function drawPicture(colour: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(40, 20);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("No canvas");
  context.fillStyle = colour;
  context.fillRect(0, 0, 40, 20);
  return canvas.convertToBlob();
}

describe("the viewer of a page", () => {
  let host: PageHost;
  let urls: string[];
  beforeEach(async () => {
    host = createPageHost();
    urls = [host.adopt(await drawPicture("red"), "png"), host.adopt(await drawPicture("blue"), "png")];
  });
  afterEach(async () => {
    await host.close();
    vi.restoreAllMocks();
  });

  const viewer = (): HTMLElement | null => host.container.querySelector(".preview-root .pswp");
  const shown = (): HTMLElement | null => viewer()?.querySelector(".pswp__item[aria-hidden=false]") ?? null;
  const index = (): string => viewer()?.querySelector(".preview-index")?.textContent ?? "";
  const loaded = (): Promise<HTMLImageElement> =>
    until(() => {
      const image = shown()?.querySelector("img");
      if (!image?.complete || image.naturalWidth === 0) throw new Error("No picture yet");
      return image;
    });
  const opened = (): Promise<void> => until(() => expect(viewer()?.classList).toContain("pswp--open"));
  const isOpen = (): boolean => host.container.querySelector(".preview-root") !== null;
  const finger = (type: string, x: number, y: number, target: EventTarget, pointerId = 7): boolean =>
    target.dispatchEvent(
      new PointerEvent(type, {
        pointerType: "touch",
        pointerId,
        isPrimary: pointerId === 7,
        bubbles: true,
        cancelable: true,
        composed: true,
        clientX: x,
        clientY: y,
      }),
    );
  const tap = (x: number, y: number, target: EventTarget): void => {
    finger("pointerdown", x, y, target);
    finger("pointerup", x, y, target);
  };
  const fadedIn = (): Promise<void> => until(() => expect(viewer()?.style.opacity).toBe("1"));

  it("shows a picture as large as the page allows, with its number", async () => {
    await host.wx.previewImage({ urls, current: urls[1] });
    const image = await loaded();
    await until(() => expect(image.getBoundingClientRect().width).toBeCloseTo(window.innerWidth, -1));
    expect(index()).toBe("2 / 2");
  });

  it("has no number for one picture", async () => {
    await host.wx.previewImage({ urls: urls.slice(0, 1) });
    expect(index()).toBe("");
  });

  it("is swiped to the next picture", async () => {
    await host.wx.previewImage({ urls });
    await loaded();
    await fadedIn();
    const target = shown() ?? document.body;
    finger("pointerdown", 300, 200, target);
    for (let x = 290; x >= 60; x -= 10) {
      finger("pointermove", x, 200, target);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    finger("pointerup", 60, 200, target);
    await until(() => expect(index()).toBe("2 / 2"));
  });

  it("is zoomed by a double tap, and stays open", async () => {
    await host.wx.previewImage({ urls: urls.slice(0, 1) });
    const image = await loaded();
    await fadedIn();
    const before = image.getBoundingClientRect().width;
    tap(200, 200, image);
    tap(200, 200, image);
    await until(() => expect(image.getBoundingClientRect().width).toBeGreaterThan(before * 2));
    expect(isOpen()).toBe(true);
  });

  it("is zoomed by two fingers that go apart, and stays open", async () => {
    await host.wx.previewImage({ urls: urls.slice(0, 1) });
    const image = await loaded();
    await fadedIn();
    const before = image.getBoundingClientRect().width;
    finger("pointerdown", 190, 200, image);
    finger("pointerdown", 210, 200, image, 8);
    for (let distance = 10; distance <= 100; distance += 10) {
      finger("pointermove", 190 - distance, 200, image);
      finger("pointermove", 210 + distance, 200, image, 8);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    finger("pointerup", 90, 200, image);
    finger("pointerup", 310, 200, image, 8);
    await until(() => expect(image.getBoundingClientRect().width).toBeGreaterThan(before * 1.5));
    expect(isOpen()).toBe(true);
  });

  it("shows a picture of the network", async () => {
    const photo = new File([await samplePhoto(1)], "photo.jpg", { type: "image/jpeg" });
    await host.wx.previewImage({ urls: [await uploadFile(inject("serverUrl"), photo)] });
    expect((await loaded()).naturalWidth).toBe(160);
  });

  it("is closed by a tap", async () => {
    await host.wx.previewImage({ urls });
    const image = await loaded();
    await fadedIn();
    tap(200, 200, image);
    await until(() => expect(isOpen()).toBe(false));
  });

  it("goes with the app, also while it opens", async () => {
    await host.wx.previewImage({ urls });
    await host.close();
    await until(() => expect(document.querySelector(".preview-root")).toBeNull());
    host = createPageHost();
  });

  it("says that a picture could not be loaded, and shows the others", async () => {
    await host.wx.previewImage({ urls: ["javascript:alert(1)", ...urls] });
    await until(() => expect(shown()?.textContent).toBe("Could not be loaded"));
    expect(viewer()?.querySelectorAll("a")).toHaveLength(0);
  });

  it("makes no markup of what an app names", async () => {
    await host.wx.previewImage({ urls: ['"><img src=x onerror=alert(1)>', ...urls] });
    await until(() => expect(shown()?.textContent).toBe("Could not be loaded"));
    expect(shown()?.querySelector("[onerror]")).toBeNull();
  });

  it.each([
    [{}, "no-referrer"],
    [{ referrerPolicy: "origin" }, "origin"],
  ])("tells servers with %j as much as %s", async (options, policy) => {
    await host.wx.previewImage({ urls, ...options });
    expect((await loaded()).referrerPolicy).toBe(policy);
  });

  describe("its menu", () => {
    const longPress = (): boolean =>
      (shown() ?? document.body).dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));

    it("saves the picture without a permission", async () => {
      const saved: string[] = [];
      vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
        saved.push(`${this.download} ${this.href.slice(0, 5)}`);
      });
      await host.wx.previewImage({ urls });
      await loaded();
      await opened();
      withDialog(host, (dialog) => press(dialog, "Save Image"));
      expect(longPress()).toBe(false);
      await until(() => expect(saved).toEqual([`${urls[0]?.split("/").at(-1)} blob:`]));
      expect(isOpen()).toBe(true);
    });

    it("is opened by a finger that rests, which does not close the viewer when it goes up", async () => {
      await host.wx.previewImage({ urls });
      const image = await loaded();
      await fadedIn();
      finger("pointerdown", 200, 200, image);
      const sheet = await until(() => {
        const dialog = host.root.querySelector("dialog[open]");
        if (dialog === null) throw new Error("No menu");
        return dialog;
      });
      finger("pointerup", 200, 200, image);
      press(sheet, "Cancel");
      await until(() => expect(host.root.querySelector("dialog")).toBeNull());
      expect(isOpen()).toBe(true);
    });

    it("is not there where the app does not want it, nor the browser's own", async () => {
      await host.wx.previewImage({ urls, showmenu: false });
      await loaded();
      await opened();
      expect(longPress()).toBe(false);
      expect(host.root.querySelector("dialog")).toBeNull();
    });
  });
});
