import { fileURLToPath } from "node:url";
import type { Browser, Frame, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openApp, startDev, type DevSession } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";

const project = fileURLToPath(new URL("../fixtures/apps/events", import.meta.url));

let browser: Browser;
let session: DevSession;

beforeAll(async () => {
  [session, browser] = await Promise.all([startDev(project), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
});

interface Opened {
  page: Page;
  frame: Frame;
}

async function open(): Promise<Opened> {
  const { page, frame, close } = await openApp(browser, session.url);
  onTestFinished(close);
  // Room for the phone in its own size, so that its pixels are those of the mouse.
  await page.setViewportSize({ width: 1280, height: 1200 });
  return { page, frame };
}

/** What the page was told so far, line by line. A tap whose line must come last shows that nothing else is on its way. */
async function heard(frame: Frame): Promise<string[]> {
  await frame.locator("#capture-inner").click();
  const entries = frame.locator(".entry");
  await entries.filter({ hasText: "bind capture-outer tap" }).last().waitFor();
  const all = await entries.allTextContents();
  return all.slice(0, -captureOrder.length);
}

const captureOrder = [
  "capture-bind capture-outer tap",
  "capture-bind capture-inner tap",
  "bind capture-inner tap",
  "bind capture-outer tap",
];

interface Told {
  type: string;
  timeStamp: number;
  target: { id: string; dataset: Record<string, unknown>; offsetLeft: number; offsetTop: number };
  currentTarget: Told["target"];
  mark: Record<string, unknown>;
  detail: Record<string, unknown>;
  touches?: Record<string, number>[];
  changedTouches?: Record<string, number>[];
}

/** The event that the last handler was called with: `type` at node `id`. */
async function eventOf(frame: Frame, type: string, id: string): Promise<Told> {
  await frame
    .locator(".entry", { hasText: ` ${id} ${type}` })
    .last()
    .waitFor();
  const event = JSON.parse((await frame.locator(".event").textContent()) ?? "") as Told;
  expect(event).toMatchObject({ type, currentTarget: { id } });
  return event;
}

describe("the order of handlers", () => {
  it("is bubbling up to the first catch", async () => {
    const { frame } = await open();
    await frame.locator("#bubble-inner").click();
    expect(await heard(frame)).toEqual(["bind bubble-inner tap", "catch bubble-middle tap"]);
  });

  it("is bubbling alone for a tap beside the inner nodes", async () => {
    const { frame } = await open();
    await frame.locator("#bubble-outer").click({ position: { x: 4, y: 4 } });
    expect(await heard(frame)).toEqual(["bind bubble-outer tap"]);
  });

  it("is capturing from outside, then bubbling from inside", async () => {
    const { frame } = await open();
    await frame.locator("#capture-inner").click();
    expect(await heard(frame)).toEqual(captureOrder);
  });

  it("ends at capture-catch", async () => {
    const { frame } = await open();
    await frame.locator("#stop-inner").click();
    expect(await heard(frame)).toEqual(["capture-bind stop-outer tap", "capture-catch stop-middle tap"]);
  });

  it("has the innermost of all mut-bind handlers, and every bind", async () => {
    const { frame } = await open();
    await frame.locator("#mut-inner").click();
    expect(await heard(frame)).toEqual(["mut-bind mut-inner tap", "bind mut-middle tap"]);
  });

  it("has the outer mut-bind when the inner one is not on the way", async () => {
    const { frame } = await open();
    await frame.locator("#mut-middle").click({ position: { x: 4, y: 4 } });
    expect(await heard(frame)).toEqual(["bind mut-middle tap", "mut-bind mut-outer tap"]);
  });
});

describe("an event", () => {
  it("tells the node that was tapped and the node of the handler, each with its own data", async () => {
    const { frame } = await open();
    await frame.locator("#data-inner").click();
    const { target, currentTarget } = await eventOf(frame, "tap", "data-outer");
    expect(target).toMatchObject({ id: "data-inner", dataset: { where: "inner" } });
    expect(currentTarget.dataset).toEqual({
      where: "outer",
      elementType: "box",
      elementname: "upper case is lowered",
      number: -10,
      text: "-10",
      object: { a: [1, 2] },
    });
    expect(target.offsetTop).toBeGreaterThan(currentTarget.offsetTop);
    expect(target.offsetLeft).toBeGreaterThan(currentTarget.offsetLeft);
  });

  it("has the marks of all nodes on its way, the inner ones first", async () => {
    const { frame } = await open();
    await frame.locator("#data-inner").click();
    const { mark } = await eventOf(frame, "tap", "data-outer");
    expect(mark).toEqual({ where: "inner", onlyOuter: 1 });
  });

  it("says when and where in the page it was, also in a page that is scrolled", async () => {
    const { frame } = await open();
    await frame.locator("#slotted").scrollIntoViewIfNeeded();
    const box = await frame.locator("#slotted").evaluate((element) => {
      const scroller = element.closest(".minihost-scroller");
      if (scroller === null) throw new Error("#slotted is on no page");
      const origin = scroller.getBoundingClientRect();
      const { left, top } = element.getBoundingClientRect();
      return {
        left: left + element.clientLeft - origin.left,
        top: top + element.clientTop - origin.top + scroller.scrollTop,
      };
    });
    await frame.locator("#slotted").click({ position: { x: 10, y: 5 } });
    const { detail, timeStamp, changedTouches } = await eventOf(frame, "tap", "frame");
    expect(timeStamp).toBeGreaterThan(0);
    expect(detail.x).toBeCloseTo(box.left + 10, 0);
    expect(detail.y).toBeCloseTo(box.top + 5, 0);
    expect(changedTouches?.[0]).toMatchObject({ pageX: detail.x, pageY: detail.y });
  });
});

describe("a long press", () => {
  it("takes the place of the tap where it is listened to", async () => {
    const { frame } = await open();
    await frame.locator("#press").click({ delay: 500 });
    expect(await heard(frame)).toEqual(["bind press longpress"]);
  });

  it("is a tap when it is short", async () => {
    const { frame } = await open();
    await frame.locator("#press").click();
    expect(await heard(frame)).toEqual(["bind press tap"]);
  });

  it("has a detail with the place", async () => {
    const { frame } = await open();
    await frame.locator("#press").click({ delay: 500 });
    const { detail, touches } = await eventOf(frame, "longpress", "press");
    expect(detail).toEqual({ x: expect.any(Number) as number, y: expect.any(Number) as number });
    expect(touches).toHaveLength(1);
  });

  it("comes before the tap as longtap", async () => {
    const { frame } = await open();
    await frame.locator("#press-old").click({ delay: 500 });
    expect(await heard(frame)).toEqual(["bind press-old longtap", "bind press-old tap"]);
  });
});

describe("touches", () => {
  it("start, move and end with the place of the finger", async () => {
    const { page, frame } = await open();
    const area = frame.locator("#touch");
    await area.hover({ position: { x: 20, y: 10 } });
    await page.mouse.down();
    const start = await eventOf(frame, "touchstart", "touch");
    expect(start.touches).toEqual(start.changedTouches);
    expect(start.touches).toHaveLength(1);
    const [finger] = start.touches ?? [];
    expect(Object.keys(finger ?? {}).toSorted()).toEqual(["clientX", "clientY", "identifier", "pageX", "pageY"]);

    await area.hover({ position: { x: 60, y: 15 } });
    const move = await eventOf(frame, "touchmove", "touch");
    expect(move.touches).toHaveLength(1);
    expect(move.touches?.[0]?.identifier).toBe(finger?.identifier);
    expect(move.touches?.[0]?.clientX).toBeCloseTo((finger?.clientX ?? 0) + 40, 0);
    expect(move.touches?.[0]?.pageY).toBeCloseTo((finger?.pageY ?? 0) + 5, 0);

    await page.mouse.up();
    const end = await eventOf(frame, "touchend", "touch");
    expect(end.touches).toEqual([]);
    expect(end.changedTouches).toEqual(move.touches);
  });

  it("are two for two fingers", async () => {
    const { page, frame } = await open();
    const area = frame.locator("#touch");
    await area.scrollIntoViewIfNeeded();
    const box = await area.boundingBox();
    if (box === null) throw new Error("#touch does not show");
    const first = { x: box.x + 20, y: box.y + 10, id: 1 };
    const second = { x: box.x + 70, y: box.y + 10, id: 2 };
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchEnd", ...touchPoints: object[]): Promise<unknown> =>
      devtools.send("Input.dispatchTouchEvent", { type, touchPoints: touchPoints as (typeof first)[] });
    await touch("touchStart", first);
    await frame.locator(".entry").first().waitFor();
    await touch("touchStart", first, second);
    await frame.locator(".entry").nth(1).waitFor();
    const event = await eventOf(frame, "touchstart", "touch");
    expect(event.touches).toHaveLength(2);
    expect(event.changedTouches).toHaveLength(1);
    expect((event.touches?.[1]?.clientX ?? 0) - (event.touches?.[0]?.clientX ?? 0)).toBeCloseTo(50, 0);
    expect(event.changedTouches?.[0]).toEqual(event.touches?.[1]);

    await touch("touchEnd", first);
    const end = await eventOf(frame, "touchend", "touch");
    const [lifted] = end.changedTouches ?? [];
    expect(end.changedTouches).toHaveLength(1);
    expect(end.touches).toEqual(event.touches?.filter(({ identifier }) => identifier !== lifted?.identifier));
    expect(end.touches).toHaveLength(1);
    await touch("touchEnd");
  });
});

describe("a handler whose name is bound", () => {
  it("changes with the data, and is none with an empty name", async () => {
    const { frame } = await open();
    await frame.locator("#dynamic").click();
    await frame.locator("#use-other").click();
    await frame.getByText("handler by name: other").waitFor();
    await frame.locator("#dynamic").click();
    await frame.locator("#use-none").click();
    await frame.getByText("handler by name: other").waitFor({ state: "detached" });
    await frame.locator("#dynamic").click();
    expect(await heard(frame)).toEqual(["bind dynamic tap", "other dynamic tap"]);
  });

  it("is warned of when the page has no such method", async () => {
    const { page, frame } = await open();
    const warning = page.waitForEvent("console", (message) => message.text().includes("noSuchMethod"));
    await frame.locator("#missing").click();
    expect((await warning).text()).toMatch(/^Component ".+" does not have a method "noSuchMethod"/);
    expect(await heard(frame)).toEqual([]);
  });
});

describe("events of a component", () => {
  const emitter = (frame: Frame, id: string) => frame.locator(`#emitter #${id}`);
  const framed = (frame: Frame, id: string) => frame.locator(`#framed #${id}`);

  it("stay at the component unless they bubble", async () => {
    const { frame } = await open();
    await emitter(frame, "plain").click();
    expect(await heard(frame)).toEqual(["bind emitter ping", "bind emitter-outer tap"]);
  });

  it("go up to the nodes around the component when they bubble", async () => {
    const { frame } = await open();
    await emitter(frame, "bubbling").click();
    expect(await heard(frame)).toEqual(["bind emitter ping", "bind emitter-outer ping", "bind emitter-outer tap"]);
  });

  it("stay within the component around it unless they are composed", async () => {
    const { frame } = await open();
    await framed(frame, "bubbling").click();
    await frame.locator("#heard", { hasText: "ping bubbles" }).waitFor();
    expect(await heard(frame)).toEqual(["bind frame tap"]);
  });

  it("leave the component around it when they are composed", async () => {
    const { frame } = await open();
    await framed(frame, "composed").click();
    await frame.locator("#heard", { hasText: "ping composed" }).waitFor();
    expect(await heard(frame)).toEqual(["bind frame ping", "bind frame tap"]);
  });

  it("are not heard by the nodes around it when they do not bubble", async () => {
    const { frame } = await open();
    await framed(frame, "plain").click();
    expect(await heard(frame)).toEqual(["bind frame tap"]);
    expect(await frame.locator("#heard").textContent()).toBe("");
  });

  it("carry the detail of the component, which is their target", async () => {
    const { frame } = await open();
    await frame.locator("#lone #composed").click();
    const { target, detail, mark } = await eventOf(frame, "ping", "lone");
    expect(target).toMatchObject({ id: "lone", dataset: { name: "lone" } });
    expect(detail).toEqual({ how: "composed" });
    expect(mark).toEqual({ name: "lone" });
  });

  it("hide the nodes inside it: outside, the component was tapped", async () => {
    const { frame } = await open();
    await emitter(frame, "inside").click();
    const { target, mark } = await eventOf(frame, "tap", "emitter-outer");
    expect(target).toMatchObject({ id: "emitter", dataset: { name: "emitter" } });
    expect(mark).toEqual({ name: "emitter" });
  });

  it("show a slotted node, which belongs to the page", async () => {
    const { frame } = await open();
    await frame.locator("#slotted").click();
    const { target } = await eventOf(frame, "tap", "frame");
    expect(target).toMatchObject({ id: "slotted", dataset: { name: "slotted" } });
    expect(await heard(frame)).toEqual(["bind slotted tap", "bind frame tap"]);
  });
});
