import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPicker, type PagePicker } from "../../src/browser/page/picker.ts";
import { createPresenter, type Presenter } from "../../src/browser/page/presenter.ts";
import type { MediaChoice } from "../../src/core/ports/index.ts";
import { until } from "../support/until.ts";

const album: MediaChoice = {
  count: 9,
  kinds: ["image"],
  isMixed: false,
  sources: ["album"],
  sizes: ["original"],
  camera: "back",
  maxDurationSeconds: 10,
};
const cancelled = { name: "HostError", code: "cancelled" };

function picture(name: string): File {
  return new File([name], name, { type: "image/png" });
}

// The browser's own file dialog can't be reached from a page, so this stands in for it: `opened` holds the inputs that asked for it.
describe("picker in a page", () => {
  let container: HTMLElement;
  let presenter: Presenter;
  let picker: PagePicker;
  let opened: HTMLInputElement[];
  let refusals: number;

  beforeEach(() => {
    opened = [];
    refusals = 0;
    vi.spyOn(HTMLInputElement.prototype, "showPicker").mockImplementation(function (this: HTMLInputElement) {
      if (refusals > 0) {
        refusals -= 1;
        throw new DOMException("A tap is required", "NotAllowedError");
      }
      opened.push(this);
    });
    // Where there is a camera, a page of its own takes pictures.
    vi.spyOn(navigator.mediaDevices, "enumerateDevices").mockResolvedValue([]);
    container = document.createElement("div");
    document.body.append(container);
    presenter = createPresenter(
      container,
      {
        acquire: () => ({ url: Promise.reject(new Error("No pictures")), release() {} }),
        readBlob: () => Promise.reject(new Error("No files")),
      },
      "zh-CN",
    );
    picker = createPicker(container, presenter, "zh-CN");
  });
  afterEach(() => {
    presenter.close();
    container.remove();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const input = (index = 0): Promise<HTMLInputElement> =>
    until(() => opened[index] ?? Promise.reject(new Error("No file dialog was opened")));
  const choose = (target: HTMLInputElement, ...names: string[]): void => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(picture(name));
    target.files = transfer.files;
    target.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const buttons = (): HTMLButtonElement[] => [...presenter.overlay.root.querySelectorAll("button")];
  const press = async (text: string): Promise<void> => {
    const found = await until(
      () => buttons().find((button) => button.textContent === text) ?? Promise.reject(new Error(`No button ${text}`)),
    );
    found.click();
  };
  const names = async (result: ReturnType<PagePicker["chooseMedia"]>): Promise<string[]> =>
    (await result).items.map(({ name }) => name);

  it("asks for pictures, several only when more than one is wanted", async () => {
    const several = picker.chooseMedia(album);
    expect(await input()).toMatchObject({ type: "file", accept: "image/*", multiple: true });
    choose(await input(), "a.png");
    await several;
    const one = picker.chooseMedia({ ...album, count: 1 });
    expect(await input(1)).toMatchObject({ multiple: false });
    choose(await input(1), "b.png");
    expect(await names(one)).toEqual(["b.png"]);
  });

  it("hands over the files themselves, in the order of selection, and takes its input away", async () => {
    const result = picker.chooseMedia(album);
    choose(await input(), "b.png", "a.png");
    const { items, isCompressed } = await result;
    expect(items.map(({ name }) => name)).toEqual(["b.png", "a.png"]);
    expect(items.every(({ blob }) => blob instanceof File)).toBe(true);
    expect(isCompressed).toBe(false);
    expect(container.querySelector("input")).toBeNull();
  });

  it("drops what is more than the count", async () => {
    const result = picker.chooseMedia({ ...album, count: 2 });
    choose(await input(), "a.png", "b.png", "c.png");
    expect(await names(result)).toEqual(["a.png", "b.png"]);
  });

  it("rejects with cancelled when the file dialog is closed", async () => {
    const result = picker.chooseMedia(album);
    (await input()).dispatchEvent(new Event("cancel"));
    await expect(result).rejects.toMatchObject(cancelled);
    expect(container.querySelector("input")).toBeNull();
  });

  it.each(["focus", "pointerdown"])(
    "notices by %s that the dialog was closed where the browser does not tell",
    async (type) => {
      vi.stubGlobal("Promise", withoutResolvers());
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      const result = picker.chooseMedia(album);
      const failure = expect(result).rejects.toMatchObject(cancelled);
      await input();
      vi.advanceTimersByTime(60_000);
      window.dispatchEvent(new Event(type));
      vi.advanceTimersByTime(1000);
      await failure;
    },
  );

  it("waits for files that arrive after the person is back in the page", async () => {
    vi.stubGlobal("Promise", withoutResolvers());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const result = picker.chooseMedia(album);
    const target = await input();
    window.dispatchEvent(new Event("focus"));
    vi.advanceTimersByTime(999);
    choose(target, "late.png");
    expect(await names(result)).toEqual(["late.png"]);
  });

  it("opens the camera at once when only that is wanted", async () => {
    const result = picker.chooseMedia({ ...album, sources: ["camera"] });
    expect((await input()).getAttribute("capture")).toBe("environment");
    choose(await input(), "photo.png");
    await result;
  });

  it.each([
    ["拍摄", "environment"],
    ["从手机相册选择", null],
  ])("asks where from when both are possible: %s", async (text, capture) => {
    const result = picker.chooseMedia({ ...album, sources: ["album", "camera"] });
    await press(text);
    expect((await input()).getAttribute("capture")).toBe(capture);
    choose(await input(), "a.png");
    await result;
  });

  it("rejects with cancelled when the question where from is not answered", async () => {
    const result = picker.chooseMedia({ ...album, sources: ["album", "camera"] });
    const failure = expect(result).rejects.toMatchObject(cancelled);
    await press("取消");
    await failure;
    expect(opened).toEqual([]);
  });

  it("wants compressed pictures when only those are asked for", async () => {
    const result = picker.chooseMedia({ ...album, sizes: ["compressed"] });
    choose(await input(), "a.png");
    expect((await result).isCompressed).toBe(true);
  });

  it("lets the person decide about the size, and compresses unless told otherwise", async () => {
    const both: MediaChoice = { ...album, sizes: ["original", "compressed"] };
    const first = picker.chooseMedia(both);
    choose(await input(), "a.png", "b.png");
    await press("完成(2)");
    expect((await first).isCompressed).toBe(true);

    const second = picker.chooseMedia(both);
    choose(await input(1), "a.png");
    await until(() => expect(presenter.overlay.root.querySelectorAll("img")).toHaveLength(1));
    presenter.overlay.root.querySelector<HTMLElement>("label")?.click();
    await press("完成(1)");
    expect((await second).isCompressed).toBe(false);

    const third = picker.chooseMedia(both);
    const failure = expect(third).rejects.toMatchObject(cancelled);
    choose(await input(2), "a.png");
    await press("取消");
    await failure;
  });

  it("asks for a tap when the browser opens no dialog without one, as often as needed", async () => {
    refusals = 2;
    const result = picker.chooseMedia(album);
    await press("选择");
    await press("选择");
    choose(await input(), "a.png");
    expect(await names(result)).toEqual(["a.png"]);
  });

  it("rejects with cancelled when the person does not want to tap", async () => {
    refusals = 1;
    const result = picker.chooseMedia(album);
    const failure = expect(result).rejects.toMatchObject(cancelled);
    await press("取消");
    await failure;
    expect(container.querySelector("input")).toBeNull();
  });

  it("lets a second call wait until the first is over, also when that was cancelled", async () => {
    const first = picker.chooseMedia(album);
    const second = picker.chooseMedia({ ...album, count: 1 });
    (await input()).dispatchEvent(new Event("cancel"));
    await expect(first).rejects.toMatchObject(cancelled);
    expect(await input(1)).toMatchObject({ multiple: false });
    choose(await input(1), "b.png");
    expect(await names(second)).toEqual(["b.png"]);
    expect(opened).toHaveLength(2);
  });
});

/** The `Promise` of a browser of 2022. */
function withoutResolvers(): typeof Promise {
  return new Proxy(Promise, { has: (target, name) => name !== "withResolvers" && Reflect.has(target, name) });
}
