import { fileURLToPath } from "node:url";
import type { Browser, Frame, Locator } from "playwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openApp, startDev, type DevSession } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";

const project = fileURLToPath(new URL("../fixtures/apps/markup", import.meta.url));

let browser: Browser;
let session: DevSession;

beforeAll(async () => {
  [session, browser] = await Promise.all([startDev(project), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
});

/** Opens one page of the app, on a phone of 375 pixels. */
async function open(name: string): Promise<Frame> {
  const { frame, close } = await openApp(browser, session.url, `pages/${name}/${name}`);
  onTestFinished(close);
  await frame.locator("wx-page > *").first().waitFor();
  expect(await frame.evaluate("innerWidth")).toBe(375);
  return frame;
}

/** Text of some nodes by id. */
async function texts(frame: Frame, ids: string[]): Promise<Record<string, string | null>> {
  const pairs = ids.map(async (id) => [id, await frame.locator(`#${id}`).textContent()] as const);
  return Object.fromEntries(await Promise.all(pairs));
}

function styleOf(node: Locator, property: string): Promise<string> {
  return node.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

function valueOf(frame: Frame, id: string): Promise<string> {
  return frame.locator(`#${id} .wx-field-control`).inputValue();
}

/** Waits until a field shows this text. */
async function showsValue(frame: Frame, id: string, value: string): Promise<void> {
  const control = await frame.locator(`#${id} .wx-field-control`).elementHandle();
  await frame.waitForFunction(([field, text]) => field instanceof HTMLInputElement && field.value === text, [
    control,
    value,
  ] as const);
}

describe("lists", () => {
  it("go over arrays, text, objects and numbers, and are empty for null", async () => {
    const frame = await open("index");
    const expected = {
      "for-array": "0:one 1:two ",
      "for-renamed": "0:one 1:two ",
      "for-string": "[中][文][!]",
      "for-object": "city=Beijing code=100000 ",
      "for-number": "0 1 2 ",
      "for-null": "",
      "for-nested": "0:a 1:b ",
      "for-values": "Beijing 100000 ",
      "for-if": "two",
      "for-literal": "1 two 3 ",
    };
    expect(await texts(frame, Object.keys(expected))).toEqual(expected);
  });

  it("keep the node of a key that moves", async () => {
    const frame = await open("index");
    const first = await frame.locator("#for-array wx-text").first().elementHandle();
    await frame.locator("#swap").click();
    await frame.locator("#for-array", { hasText: "0:two 1:one" }).waitFor();
    expect(await first?.textContent()).toBe("1:one ");
    expect((await texts(frame, ["for-nested"]))["for-nested"]).toBe("0:a 1:b ");
  });
});

describe("conditions", () => {
  it("show one of the branches, and make only that one", async () => {
    const frame = await open("index");
    const branches = frame.locator("#if wx-text");
    expect(await branches.allTextContents()).toEqual(["first"]);
    for (const text of ["second", "third", "first"]) {
      await frame.locator("#next").click();
      await branches.filter({ hasText: text }).waitFor();
      expect(await branches.allTextContents()).toEqual([text]);
    }
  });

  it("leave a hidden node in the tree", async () => {
    const frame = await open("index");
    const node = frame.locator("#hidden");
    expect(await node.isVisible()).toBe(true);
    await frame.locator("#toggle").click();
    await node.waitFor({ state: "hidden" });
    expect(await node.textContent()).toBe("shown");
    expect(await styleOf(node, "display")).toBe("none");
    await frame.locator("#toggle").click();
    await node.waitFor();
  });
});

it("computes expressions, and shows nothing for what is missing", async () => {
  const frame = await open("index");
  const expected = {
    ternary: "yes",
    arithmetic: "7 big -3",
    missing: "[][]",
    "object-text": "[object Object] 1,2",
  };
  expect(await texts(frame, Object.keys(expected))).toEqual(expected);
  await frame.locator("#toggle").click();
  await frame.locator("#ternary", { hasText: "no" }).waitFor();
});

describe("templates", () => {
  it("see only their own data, and those of an imported file's imports are not there", async () => {
    const frame = await open("index");
    expect(await frame.locator(".user").allTextContents()).toEqual(["Ada 36 3", "by name 1 3"]);
    expect(await frame.locator(".footnote").allTextContents()).toEqual(["footnote 3", "footnote 3"]);
  });

  it("are chosen by a name that changes", async () => {
    const frame = await open("index");
    await frame.locator("#use-other").click();
    await frame.locator(".card", { hasText: "card of by name" }).waitFor();
    expect(await frame.locator(".user").allTextContents()).toEqual(["Ada 36 3"]);
  });

  it("of an included file are left out, and the rest of it sees the page's data", async () => {
    const frame = await open("index");
    expect(await frame.locator("#header").textContent()).toBe("included, count is 3");
    expect(await frame.getByText("a template of an included file").count()).toBe(0);
  });
});

it("calls functions of wxs modules, in the page and in files", async () => {
  const frame = await open("index");
  expect(await texts(frame, ["wxs-inline", "wxs-file"])).toEqual({
    "wxs-inline": "ADA hello",
    "wxs-file": "¥1,234.50",
  });
});

describe("slots", () => {
  const order = (frame: Frame): Promise<string[]> =>
    frame.locator("#slots [id^=slotted-]").evaluateAll((nodes) => nodes.map((node) => node.id));

  it("take the page's nodes by name, with the page's data", async () => {
    const frame = await open("index");
    expect(await order(frame)).toEqual(["slotted-before", "slotted-default", "slotted-after"]);
    expect(await texts(frame, ["slotted-before", "slotted-default", "slotted-after"])).toEqual({
      "slotted-before": "before 3",
      "slotted-default": "default Ada",
      "slotted-after": "after",
    });
  });

  it("lose a node whose condition ends, and take it back", async () => {
    const frame = await open("index");
    await frame.locator("#toggle").click();
    await frame.locator("#slotted-after").waitFor({ state: "detached" });
    expect(await order(frame)).toEqual(["slotted-before", "slotted-default"]);
    await frame.locator("#toggle").click();
    await frame.locator("#slotted-after").waitFor();
    expect(await order(frame)).toEqual(["slotted-before", "slotted-default", "slotted-after"]);
  });

  it("move with their content", async () => {
    const frame = await open("index");
    await frame.locator("#move").click();
    await frame.locator("#slotted-after + #slotted-before").waitFor();
    expect(await order(frame)).toEqual(["slotted-after", "slotted-before", "slotted-default"]);
  });
});

describe("styles", () => {
  it("of the page come over those of the app, and imported ones are there", async () => {
    const frame = await open("styles");
    expect(await styleOf(frame.locator("#page-title"), "color")).toBe("rgb(255, 0, 0)");
    expect(await styleOf(frame.locator("#app-style"), "font-weight")).toBe("700");
    expect(await styleOf(frame.locator("#imported"), "color")).toBe("rgb(0, 128, 0)");
    expect(await styleOf(frame.locator("wx-page"), "background-color")).toBe("rgb(250, 250, 240)");
  });

  it("have half of the screen as 375rpx, in a class and inline", async () => {
    const frame = await open("styles");
    expect(await styleOf(frame.locator("#half-class"), "width")).toBe("187.5px");
    expect(await styleOf(frame.locator("#half-inline"), "width")).toBe("187.5px");
    expect(await styleOf(frame.locator("#half-class"), "height")).toBe("10px");
    expect(Number.parseFloat(await styleOf(frame.locator("#hair"), "height"))).toBeGreaterThan(0);
  });

  it("do not enter an isolated component, except for a class that it asks for", async () => {
    const frame = await open("styles");
    expect(await styleOf(frame.locator("#isolated-title"), "color")).toBe("rgb(0, 0, 0)");
    expect(await styleOf(frame.locator("#external"), "font-style")).toBe("italic");
    expect(await styleOf(frame.locator("#isolated"), "padding-left")).toBe("8px");
    expect(await styleOf(frame.locator("#isolated"), "display")).toBe("block");
  });

  it("do not leave an isolated component", async () => {
    const frame = await open("styles");
    expect(await styleOf(frame.locator("#own-half"), "text-decoration-line")).toBe("underline");
    expect(await styleOf(frame.locator("#half-class"), "text-decoration-line")).toBe("none");
    expect(await styleOf(frame.locator("#own-half"), "background-color")).toBe("rgba(0, 0, 0, 0)");
  });

  it("of the page and the app enter a component that shares them", async () => {
    const frame = await open("styles");
    expect(await styleOf(frame.locator("#shared-title"), "color")).toBe("rgb(255, 0, 0)");
  });
});

describe("images", () => {
  const size = async (image: Locator): Promise<string> =>
    image.evaluate((element: HTMLElement) => `${element.offsetWidth} × ${element.offsetHeight}`);

  it.each([
    ["scaleToFill", "120 × 120"],
    ["aspectFit", "120 × 120"],
    ["aspectFill", "120 × 120"],
    ["widthFix", "120 × 80"],
    ["heightFix", "180 × 120"],
    ["top", "120 × 120"],
    ["bottom right", "120 × 120"],
  ])("tell their natural size and take the place of their mode: %s", async (mode, expected) => {
    const frame = await open("images");
    await frame.getByText(`${mode} 60 × 40`, { exact: true }).waitFor();
    expect(await size(frame.locator(`wx-image[mode="${mode}"]`).first())).toBe(expected);
  });

  it("load in all modes", async () => {
    const frame = await open("images");
    await frame
      .locator(".name", { hasText: /^[\w ]+ 60 × 40$/ })
      .nth(13)
      .waitFor();
  });

  it("have their own size without a style, and widthFix wins over a height", async () => {
    const frame = await open("images");
    for (const id of ["default", "width-fix", "expression"]) await frame.locator(`#${id} img`).waitFor();
    expect(await size(frame.locator("#default"))).toBe("320 × 240");
    expect(await size(frame.locator("#expression"))).toBe("320 × 240");
    expect(await styleOf(frame.locator("#width-fix"), "width")).toBe("337.5px");
    expect(await styleOf(frame.locator("#width-fix"), "height")).toBe("225px");
  });

  it("tell of a file that is not there", async () => {
    const frame = await open("images");
    await frame.locator("#error", { hasText: /missing\.png/ }).waitFor();
  });
});

describe("fields", () => {
  it("do not change the data that value was bound to", async () => {
    const frame = await open("input");
    await frame.locator("#one-way input").fill("typed");
    await frame.locator(".entry", { hasText: 'one-way input {"value":"typed","cursor":5' }).waitFor();
    expect(await frame.locator("#plain").textContent()).toBe("plain");
    expect(await valueOf(frame, "one-way")).toBe("typed");
    await frame.locator("#set-plain").click();
    await showsValue(frame, "one-way", "set by the page");
  });

  it("change the data of model:value, and follow it", async () => {
    const frame = await open("input");
    await frame.locator("#two-way input").fill("typed");
    await frame.locator("#bound", { hasText: "typed" }).waitFor();
    await frame.locator("#set-bound").click();
    await showsValue(frame, "two-way", "set by the page");
    await frame.locator("#step", { hasText: "10 + 1" }).click();
    await frame.locator("#count", { hasText: /^11$/ }).waitFor();
  });

  it("show what the handler of input returns", async () => {
    const frame = await open("input");
    await frame.locator("#upper input").fill("abc");
    await showsValue(frame, "upper", "ABC");
    await frame.locator("#full-stop input").fill("end");
    await showsValue(frame, "full-stop", "end.");
    const cursor = await frame.locator("#full-stop input").evaluate((field: HTMLInputElement) => field.selectionStart);
    expect(cursor).toBe(3);
  });

  it("show a bound value in full, whatever the maximum length", async () => {
    const frame = await open("input");
    expect(await valueOf(frame, "short")).toBe("longer than three");
    expect(await valueOf(frame, "area")).toBe("shown in full, but not to be edited");
    await frame.locator("#area textarea").pressSequentially("more");
    expect(await valueOf(frame, "area")).toBe("shown in full, but not to be edited");
  });

  it("are passwords, disabled, or have a styled placeholder", async () => {
    const frame = await open("input");
    expect(await frame.locator("#secret input").getAttribute("type")).toBe("password");
    const hint = frame.locator("#secret").getByText("password");
    expect(await styleOf(hint, "color")).toBe("rgb(255, 0, 0)");
    expect(await styleOf(hint, "font-style")).toBe("italic");
    expect(await frame.locator("#number input").isDisabled()).toBe(true);
  });

  it("take the focus when the data says so, and tell of it", async () => {
    const frame = await open("input");
    await frame.locator("#focus").click();
    await frame.locator(".entry", { hasText: 'focused focus {"value":""' }).waitFor();
    await frame.locator("#note textarea").fill("a");
    await frame.locator(".entry", { hasText: 'focused blur {"value":""' }).waitFor();
    await frame.locator(".entry", { hasText: 'note input {"value":"a","cursor":1' }).waitFor();
  });

  it("confirm with the enter key", async () => {
    const frame = await open("input");
    await frame.locator("#one-way input").press("Enter");
    await frame.locator(".entry", { hasText: 'one-way confirm {"value":"plain"}' }).waitFor();
  });
});

it("takes the habits of old mini programs", async () => {
  const frame = await open("old");
  const expected = {
    "for-items": "one two ",
    "for-items-renamed": "one two ",
    "for-and-if": "one",
    "unknown-tag": "an unknown tag",
    "relative-require": "1",
    globals: "undefined undefined undefined undefined undefined",
  };
  expect(await texts(frame, Object.keys(expected))).toEqual(expected);
  expect(await styleOf(frame.locator("#unknown-tag"), "display")).toBe("inline");
  expect((await frame.locator("#unclosed").textContent())?.trim()).toBe("the end tags are missing of these two");
});
