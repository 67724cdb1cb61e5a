import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { createPresenter, type Presenter } from "../../src/browser/page/presenter.ts";
import type { ActionSheet, Modal, Toast } from "../../src/core/ports/index.ts";
import { until } from "../support/until.ts";

const toast: Toast = { kind: "toast", title: "Uploaded", icon: "success", hasMask: false };
const loading: Toast = { kind: "loading", title: "Loading", icon: "loading", hasMask: false };
const modal: Modal = {
  title: "Title",
  content: "First\nSecond",
  hasCancel: true,
  cancelText: "No",
  cancelColor: "#000000",
  confirmText: "Yes",
  confirmColor: "#576B95",
  isEditable: false,
  placeholder: "",
};
const sheet: ActionSheet = { items: ["One", "Two"], itemColor: "#000000" };

describe("presenter in a page", () => {
  let container: HTMLElement;
  let presenter: Presenter;
  const released: string[] = [];

  beforeEach(() => {
    released.length = 0;
    container = document.createElement("div");
    document.body.append(container);
    const acquire = (source: string) => ({
      url: Promise.resolve(`data:image/gif;base64,${source}`),
      release: () => void released.push(source),
    });
    presenter = createPresenter(container, { acquire, readBlob: () => Promise.reject(new Error("No files")) }, "en-US");
  });
  afterEach(() => {
    presenter.close();
    container.remove();
    vi.useRealTimers();
  });

  const all = (selector: string): HTMLElement[] => [...presenter.overlay.root.querySelectorAll<HTMLElement>(selector)];
  const shownToasts = (): string[] => all("[role=alert]").map((box) => box.textContent.trim());
  const press = (text: string): void => {
    const found = all("button").filter((button) => button.textContent === text);
    expect(found.length).toBeGreaterThan(0);
    found.at(-1)?.click();
  };
  const dialogShown = (count = 1): Promise<void> => until(() => expect(all("dialog")).toHaveLength(count));

  describe("toast", () => {
    it("shows one toast or loading at a time", async () => {
      await presenter.showToast(toast);
      await presenter.showToast(loading);
      expect(shownToasts()).toEqual(["Loading"]);
      expect(all(".weui-primary-loading")).toHaveLength(1);
    });

    it("goes by itself after its duration, and a loading stays", async () => {
      await presenter.overlay.ready;
      vi.useFakeTimers();
      await presenter.showToast({ ...toast, durationMs: 1500 });
      vi.advanceTimersByTime(1499);
      expect(shownToasts()).toEqual(["Uploaded"]);
      vi.advanceTimersByTime(1);
      expect(shownToasts()).toEqual([]);
      await presenter.showToast(loading);
      vi.advanceTimersByTime(60_000);
      expect(shownToasts()).toEqual(["Loading"]);
    });

    it("does not lose its successor to the timer of a toast that was replaced", async () => {
      await presenter.overlay.ready;
      vi.useFakeTimers();
      await presenter.showToast({ ...toast, durationMs: 1000 });
      await presenter.showToast({ ...toast, title: "Second", durationMs: 5000 });
      vi.advanceTimersByTime(1000);
      expect(shownToasts()).toEqual(["Second"]);
    });

    it("hides only its own kind when asked so", async () => {
      await presenter.showToast(loading);
      await presenter.hideToast("toast");
      expect(shownToasts()).toEqual(["Loading"]);
      await presenter.hideToast("loading");
      expect(shownToasts()).toEqual([]);
      await presenter.showToast(toast);
      await presenter.hideToast();
      await presenter.hideToast();
      expect(shownToasts()).toEqual([]);
    });

    it("lets touches through without a mask and swallows them with one", async () => {
      const below = (): Element | null => document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      await presenter.showToast(toast);
      expect(container.contains(below())).toBe(false);
      await presenter.showToast({ ...toast, hasMask: true });
      expect(container.contains(below())).toBe(true);
    });

    it("shows a picture instead of the icon and releases it when it goes", async () => {
      const pixel = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
      await presenter.showToast({ ...toast, image: pixel });
      const [picture] = all("img");
      await until(() => expect(picture).toHaveProperty("naturalWidth", 1));
      expect(all("i")).toEqual([]);
      await presenter.hideToast();
      expect(released).toEqual([pixel]);
    });

    it("shows text as text", async () => {
      await presenter.showToast({ ...toast, title: "<img src=x>" });
      expect(shownToasts()).toEqual(["<img src=x>"]);
      expect(all("img")).toEqual([]);
    });
  });

  describe("modal", () => {
    it("answers with the button that was pressed", async () => {
      const confirmed = presenter.showModal(modal);
      await dialogShown();
      press("Yes");
      await expect(confirmed).resolves.toEqual({ isConfirmed: true, content: null });
      const refused = presenter.showModal(modal);
      await dialogShown();
      press("No");
      await expect(refused).resolves.toEqual({ isConfirmed: false, content: null });
      expect(all("dialog")).toEqual([]);
    });

    it("takes the focus and gives it back", async () => {
      const field = document.createElement("input");
      container.append(field);
      field.focus();
      const answer = presenter.showModal(modal);
      await dialogShown();
      expect(document.activeElement).not.toBe(field);
      press("Yes");
      await answer;
      expect(document.activeElement).toBe(field);
    });

    it("keeps the line breaks of its content and names itself by its title", async () => {
      void presenter.showModal(modal);
      await dialogShown();
      const [dialog] = all("dialog");
      expect(dialog?.ariaLabel).toBe("Title");
      expect(dialog?.innerText).toContain("First\nSecond");
    });

    it("has no cancel button when it should not", async () => {
      void presenter.showModal({ ...modal, hasCancel: false });
      await dialogShown();
      expect(all("button").map((button) => button.textContent)).toEqual(["Yes"]);
    });

    it("stacks modals in call order", async () => {
      const answers: string[] = [];
      void presenter.showModal({ ...modal, title: "First" }).then(() => answers.push("First"));
      void presenter.showModal({ ...modal, title: "Second" }).then(() => answers.push("Second"));
      await dialogShown(2);
      const shadow = presenter.overlay.root.getRootNode() as ShadowRoot;
      const onTop = (): string | null | undefined =>
        shadow.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("dialog")?.ariaLabel;
      expect(onTop()).toBe("Second");
      press("Yes");
      await dialogShown(1);
      expect(onTop()).toBe("First");
      press("Yes");
      await dialogShown(0);
      expect(answers).toEqual(["Second", "First"]);
    });

    it("does not end by Escape, however often it is pressed, or by a tap beside", async () => {
      const answer = presenter.showModal(modal);
      await dialogShown();
      for (let time = 0; time < 4; time += 1) await userEvent.keyboard("{Escape}");
      all(".weui-mask")[0]?.click();
      expect(all("dialog[open]")).toHaveLength(1);
      press("Yes");
      await expect(answer).resolves.toMatchObject({ isConfirmed: true });
    });

    it("resolves with what was typed", async () => {
      const answer = presenter.showModal({ ...modal, content: "old", isEditable: true, placeholder: "Name" });
      await dialogShown();
      expect(all("input")[0]).toMatchObject({ value: "old", placeholder: "Name" });
      await userEvent.keyboard("{Control>}a{/Control}typed");
      press("Yes");
      await expect(answer).resolves.toEqual({ isConfirmed: true, content: "typed" });
    });

    it("takes the colours that the app chose, and leaves the platform's own to the theme", async () => {
      const colours = async (given: Modal): Promise<string[]> => {
        void presenter.showModal(given);
        await dialogShown();
        const found = all("button").map((button) => getComputedStyle(button).color);
        press("Yes");
        await dialogShown(0);
        return found;
      };
      presenter.setTheme("dark");
      expect(await colours({ ...modal, cancelColor: "#ff0000", confirmColor: "#00ff00" })).toEqual([
        "rgb(255, 0, 0)",
        "rgb(0, 255, 0)",
      ]);
      const dark = await colours(modal);
      presenter.setTheme("light");
      const light = await colours(modal);
      expect(dark[0]).not.toBe(light[0]);
    });
  });

  describe("action sheet", () => {
    it("answers with the index of the item", async () => {
      const answer = presenter.showActionSheet(sheet);
      await dialogShown();
      press("Two");
      await expect(answer).resolves.toBe(1);
      expect(all("dialog")).toEqual([]);
    });

    it.each([
      ["the cancel button", async () => press("Cancel")],
      ["a tap beside", async () => all(".weui-mask")[0]?.click()],
      ["Escape", () => userEvent.keyboard("{Escape}")],
    ])("is cancelled by %s", async (_way, cancel) => {
      const answer = presenter.showActionSheet(sheet);
      const failure = expect(answer).rejects.toMatchObject({ name: "HostError", code: "cancelled" });
      await dialogShown();
      await cancel();
      await failure;
      expect(all("dialog")).toEqual([]);
    });

    it("shows its caption", async () => {
      const answer = presenter.showActionSheet({ ...sheet, alertText: "What now?" });
      await dialogShown();
      expect(all("dialog")[0]?.innerText).toContain("What now?");
      press("One");
      await answer;
    });
  });

  it("leaves nothing in the page after it was closed", async () => {
    await presenter.showToast(toast);
    presenter.close();
    expect(container.childElementCount).toBe(0);
  });

  it("keeps its style out of the page", async () => {
    await presenter.showToast(toast);
    expect(document.adoptedStyleSheets).toEqual([]);
    const outside = document.createElement("div");
    outside.className = "weui-mask";
    container.append(outside);
    expect(getComputedStyle(outside).position).toBe("static");
  });
});
