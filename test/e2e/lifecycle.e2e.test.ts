import { fileURLToPath } from "node:url";
import type { Browser, Frame, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openApp, startDev, type DevSession } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { setVisible } from "../support/page-visibility.ts";

const project = fileURLToPath(new URL("../fixtures/apps/lifecycle", import.meta.url));

const HOME = "pages/home/home";
const SECOND = "pages/second/second";
const DETAIL = "pages/detail/detail";

let browser: Browser;
let session: DevSession;

beforeAll(async () => {
  [session, browser] = await Promise.all([startDev(project), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
});

/** The app, which writes down its life cycle, as a person uses it. */
class LifecycleApp {
  readonly page: Page;
  readonly frame: Frame;
  #read = 0;
  #readings = 0;

  constructor(page: Page, frame: Frame) {
    this.page = page;
    this.frame = frame;
  }

  /** Presses a button of the page that shows. */
  async press(id: string): Promise<void> {
    await this.frame.locator(`#${id}:visible`).click();
  }

  async pressTab(text: string): Promise<void> {
    await this.frame.locator(".tab", { hasText: text }).click();
  }

  /** Waits until the page with this title shows. */
  async shows(title: string): Promise<void> {
    await this.frame.locator(".minihost-bar-title:visible", { hasText: title }).waitFor();
  }

  /** Waits for the page with this title, and until it shows this entry. */
  async showsEntry(title: string, text: string | RegExp): Promise<void> {
    await this.shows(title);
    await this.#entries.filter({ hasText: text }).first().waitFor();
  }

  /** The entries since the last reading. The last one is the page stack. */
  async read(): Promise<string[]> {
    await this.press("stack");
    await this.#entries.filter({ hasText: "stack " }).nth(this.#readings).waitFor();
    const all = await this.#entries.allTextContents();
    const fresh = all.slice(this.#read);
    this.#read = all.length;
    this.#readings++;
    return fresh;
  }

  get #entries() {
    return this.frame.locator(".entry:visible");
  }
}

/** Opens the app and resolves when its first page is ready. */
async function open(entry = "", title = "Home"): Promise<LifecycleApp> {
  const { page, frame, close } = await openApp(browser, session.url, entry);
  onTestFinished(close);
  // One page shows at a time, without the slide from one to the next.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const app = new LifecycleApp(page, frame);
  await app.showsEntry(title, ".onReady");
  return app;
}

/** Opens the app and reads past its start. */
async function openPastStart(entry?: string, title?: string): Promise<LifecycleApp> {
  const app = await open(entry, title);
  await app.read();
  return app;
}

/** From a page to the detail page, whose entries are read. */
async function openDetail(app: LifecycleApp): Promise<void> {
  await app.press("open-detail");
  await app.showsEntry("Detail", "detail.onReady");
  await app.read();
}

describe("another tab of the browser", () => {
  it("hides the page, then the app; coming back shows the app, then the page", async () => {
    const app = await openPastStart();
    await setVisible(app.frame, false);
    await setVisible(app.frame, true);
    await app.showsEntry("Home", "app.onHide");
    const entries = await app.read();
    expect(entries.filter((entry) => !entry.startsWith("probe."))).toEqual([
      "home.onHide",
      "app.onHide",
      `app.onShow ${HOME}`,
      "home.onShow",
      `stack ${HOME}`,
    ]);
  });
});

describe("a cold start", () => {
  it("calls the app, then the page, whose components come before its hooks", async () => {
    const app = await open();
    const entries = await app.read();
    expect(entries.filter((entry) => !entry.startsWith("probe."))).toEqual([
      `app.onLaunch ${HOME} {}`,
      `app.onShow ${HOME}`,
      "home.onLoad {}",
      "home.onShow",
      "home.onReady",
      `stack ${HOME}`,
    ]);
    expect(entries.filter((entry) => entry.startsWith("probe."))).toEqual([
      "probe.created",
      "probe.attached",
      "probe.pageLifetimes.show",
      "probe.ready",
    ]);
    expect(entries.indexOf("probe.attached")).toBeLessThan(entries.indexOf("home.onLoad {}"));
  });

  it("opens the page of the address, with its query for the app and the page", async () => {
    const app = await open("pages/detail/detail?from=share&empty=", "Detail");
    const query = '{"from":"share","empty":""}';
    expect(await app.read()).toEqual([
      `app.onLaunch ${DETAIL} ${query}`,
      `app.onShow ${DETAIL}`,
      `detail.onLoad ${query}`,
      "detail.onShow",
      "detail.onReady",
      `stack ${DETAIL}`,
    ]);
  });
});

describe("navigateTo", () => {
  it("hides the page below and opens the new one with its query undecoded", async () => {
    const app = await openPastStart();
    await app.press("open-detail");
    await app.showsEntry("Detail", "detail.onReady");
    expect(await app.read()).toEqual([
      "home.onHide",
      "probe.pageLifetimes.hide",
      'detail.onLoad {"from":"button","text":"%E4%B8%AD%26"}',
      "detail.onShow",
      "detail.onReady",
      `stack ${HOME},${DETAIL}`,
    ]);
  });

  it("takes a path without a slash relative to the current page", async () => {
    const app = await openPastStart();
    await app.press("open-relative");
    await app.showsEntry("Detail", 'detail.onLoad {"from":"relative"}');
  });

  it("fails with the eleventh page", async () => {
    const app = await openPastStart();
    for (let depth = 2; depth <= 10; depth++) {
      await app.press("open-detail");
      await app.frame
        .locator(".entry:visible", { hasText: "detail.onReady" })
        .nth(depth - 2)
        .waitFor();
    }
    await app.read();
    await app.press("open-detail");
    expect(await app.read()).toEqual([
      "detail.navigateTo:fail webview count limit exceed",
      `stack ${[HOME, ...Array<string>(9).fill(DETAIL)].join(",")}`,
    ]);
  });

  it("joins the two pages with an event channel", async () => {
    const app = await openPastStart();
    await app.press("open-channel");
    await app.showsEntry("Channel", "channel.onReady");
    const entries = await app.read();
    expect(entries.filter((entry) => /question|answer|onLoad/.test(entry))).toEqual([
      "channel.onLoad",
      'channel.question ["how are you",{"count":2}]',
      'home.answer ["fine",{"thanks":true}]',
    ]);
    expect(entries.at(-1)).toBe("stack pages/home/home,pages/channel/channel");
  });
});

describe("redirectTo", () => {
  it("unloads the page that it replaces, without hiding it", async () => {
    const app = await openPastStart();
    await openDetail(app);
    await app.press("redirect-detail");
    await app.showsEntry("Detail", 'detail.onLoad {"from":"redirect"}');
    // The first detail page was ready before: its entry counts as well.
    await app.frame.locator(".entry:visible", { hasText: "detail.onReady" }).nth(1).waitFor();
    expect(await app.read()).toEqual([
      "detail.onUnload",
      'detail.onLoad {"from":"redirect"}',
      "detail.onShow",
      "detail.onReady",
      `stack ${HOME},${DETAIL}`,
    ]);
  });

  it("detaches the components of the page that it replaces", async () => {
    const app = await openPastStart();
    await app.press("redirect-detail");
    await app.showsEntry("Detail", "detail.onReady");
    expect(await app.read()).toEqual([
      "home.onUnload",
      "probe.detached",
      'detail.onLoad {"from":"redirect"}',
      "detail.onShow",
      "detail.onReady",
      `stack ${DETAIL}`,
    ]);
  });
});

describe("navigateBack", () => {
  const backHome = ["detail.onUnload", "home.onShow", "probe.pageLifetimes.show", `stack ${HOME}`];

  it("unloads the top page and shows the one below", async () => {
    const app = await openPastStart();
    await openDetail(app);
    await app.press("back");
    await app.shows("Home");
    expect(await app.read()).toEqual(backHome);
  });

  it("is what the button of the navigation bar does", async () => {
    const app = await openPastStart();
    await openDetail(app);
    await app.frame.locator(".minihost-bar-back:visible").click();
    await app.shows("Home");
    expect(await app.read()).toEqual(backHome);
  });

  it("goes back to the bottom page with a delta that is too large, and only unloads the pages between", async () => {
    const app = await openPastStart();
    await openDetail(app);
    await app.press("redirect-detail");
    await app.showsEntry("Detail", 'detail.onLoad {"from":"redirect"}');
    await app.press("open-detail");
    await app.frame.locator(".entry:visible", { hasText: "detail.onReady" }).nth(2).waitFor();
    await app.read();
    await app.press("back-far");
    await app.shows("Home");
    expect(await app.read()).toEqual(["detail.onUnload", ...backHome]);
  });
});

describe("reLaunch", () => {
  it("unloads the stack from top to bottom and the tab pages outside it, and does not start the app again", async () => {
    const app = await openPastStart();
    await app.pressTab("Second");
    await app.showsEntry("Second", "second.onReady");
    await app.pressTab("Home");
    await app.shows("Home");
    await openDetail(app);
    await app.press("relaunch-detail");
    await app.frame.locator(".entry:visible", { hasText: "detail.onReady" }).nth(1).waitFor();
    expect(await app.read()).toEqual([
      "detail.onUnload",
      "home.onUnload",
      "probe.detached",
      "second.onUnload",
      'detail.onLoad {"from":"relaunch"}',
      "detail.onShow",
      "detail.onReady",
      `stack ${DETAIL}`,
    ]);
  });

  it("opens a tab page with a query, anew", async () => {
    const app = await openPastStart();
    await app.press("relaunch-home");
    await app.frame.locator(".entry:visible", { hasText: "home.onReady" }).nth(1).waitFor();
    expect((await app.read()).filter((entry) => !entry.startsWith("probe."))).toEqual([
      "home.onUnload",
      'home.onLoad {"from":"relaunch"}',
      "home.onShow",
      "home.onReady",
      `stack ${HOME}`,
    ]);
  });
});

describe("switchTab", () => {
  it("does nothing to the tab page that shows", async () => {
    const app = await openPastStart();
    await app.press("switch-home");
    expect(await app.read()).toEqual([`stack ${HOME}`]);
  });

  it("opens another tab page once, and then only shows and hides", async () => {
    const app = await openPastStart();
    await app.press("switch-second");
    await app.showsEntry("Second", "second.onReady");
    expect(await app.read()).toEqual([
      "home.onHide",
      "probe.pageLifetimes.hide",
      "second.onLoad {}",
      "second.onShow",
      "second.onReady",
      `stack ${SECOND}`,
    ]);
    await app.press("switch-home");
    await app.shows("Home");
    expect(await app.read()).toEqual(["second.onHide", "home.onShow", "probe.pageLifetimes.show", `stack ${HOME}`]);
    await app.press("switch-second");
    await app.shows("Second");
    expect(await app.read()).toEqual(["home.onHide", "probe.pageLifetimes.hide", "second.onShow", `stack ${SECOND}`]);
  });

  it("unloads a page on top of the tab page that it goes back to", async () => {
    const app = await openPastStart();
    await openDetail(app);
    await app.press("switch-home");
    await app.shows("Home");
    expect(await app.read()).toEqual(["detail.onUnload", "home.onShow", "probe.pageLifetimes.show", `stack ${HOME}`]);
  });

  it("tells a tab page below the top nothing when it goes to the other one", async () => {
    const app = await openPastStart();
    await openDetail(app);
    await app.press("switch-second");
    await app.showsEntry("Second", "second.onReady");
    expect(await app.read()).toEqual([
      "detail.onUnload",
      "second.onLoad {}",
      "second.onShow",
      "second.onReady",
      `stack ${SECOND}`,
    ]);
    await openDetail(app);
    await app.press("switch-second");
    await app.shows("Second");
    expect(await app.read()).toEqual(["detail.onUnload", "second.onShow", `stack ${SECOND}`]);
  });

  it("opens a tab page from a page that the app was opened with", async () => {
    const app = await openPastStart("pages/detail/detail?from=share", "Detail");
    await app.press("switch-second");
    await app.showsEntry("Second", "second.onReady");
    expect(await app.read()).toEqual([
      "detail.onUnload",
      "second.onLoad {}",
      "second.onShow",
      "second.onReady",
      `stack ${SECOND}`,
    ]);
  });
});

describe("the tab bar", () => {
  it("tells the current tab page that its tab was pressed", async () => {
    const app = await openPastStart();
    await app.pressTab("Home");
    expect(await app.read()).toEqual([`home.onTabItemTap 0 ${HOME} Home`, `stack ${HOME}`]);
  });

  it("switches to the page of another tab, and marks that tab", async () => {
    const app = await openPastStart();
    await app.pressTab("Second");
    await app.showsEntry("Second", "second.onReady");
    await app.frame.locator('.tab[aria-current="page"]', { hasText: "Second" }).waitFor();
    const entries = await app.read();
    expect(entries.filter((entry) => !/onTabItemTap|probe/.test(entry))).toEqual([
      "home.onHide",
      "second.onLoad {}",
      "second.onShow",
      "second.onReady",
      `stack ${SECOND}`,
    ]);
  });

  it("is not there on other pages", async () => {
    const app = await openPastStart();
    await openDetail(app);
    expect(await app.frame.locator(".tab").first().isVisible()).toBe(false);
  });
});

describe("a route that fails", () => {
  it.each([
    ["open-tab", "navigateTo:fail can not navigateTo a tabbar page"],
    ["redirect-tab", "redirectTo:fail can not redirectTo a tabbar page"],
    ["switch-detail", "switchTab:fail can not switch to no-tabBar page"],
    ["back", "navigateBack:fail cannot navigate back at first page"],
    ["back-far", "navigateBack:fail cannot navigate back at first page"],
  ])("leaves the stack as it is: %s", async (id, errMsg) => {
    const app = await openPastStart();
    await app.press(id);
    expect(await app.read()).toEqual([`home.${errMsg}`, `stack ${HOME}`]);
  });

  it("tells the app of a page that it does not have", async () => {
    const app = await openPastStart();
    await app.press("open-unknown");
    expect(await app.read()).toEqual([
      "app.onPageNotFound pages/unknown/unknown false",
      'home.navigateTo:fail page "pages/unknown/unknown" is not found',
      `stack ${HOME}`,
    ]);
  });
});

describe("a page", () => {
  it("has new data at once, and its callbacks after the view, in call order", async () => {
    const app = await openPastStart("pages/detail/detail", "Detail");
    await app.press("set-data");
    await app.frame.locator("#count", { hasText: "2 made" }).waitFor();
    await app.showsEntry("Detail", "callback 2");
    const entries = (await app.read()).filter((entry) => entry !== "detail.nextTick");
    expect(entries).toEqual([
      "detail.after call 1 1",
      "detail.after call 2 2",
      "detail.callback 1 2",
      'detail.callback 2 2 {"list":[null,{"name":"made"}]}',
      `stack ${DETAIL}`,
    ]);
  });

  it("hears of scrolling, and once of the bottom", async () => {
    const app = await openPastStart("pages/detail/detail", "Detail");
    await app.frame.locator(".tall").hover({ position: { x: 10, y: 10 } });
    await app.page.mouse.wheel(0, 5000);
    await app.showsEntry("Detail", "detail.onReachBottom");
    await app.frame.locator("#scroll-top", { hasText: /^[1-9]\d*/ }).waitFor();
    expect(await app.read()).toEqual(["detail.onReachBottom", `stack ${DETAIL}`]);
  });
});

describe("the app", () => {
  it("hears of an exception, and goes on", async () => {
    const app = await openPastStart("pages/detail/detail", "Detail");
    await app.press("throw");
    await app.page.locator(".overlay .close-button").click();
    const [error, ...rest] = await app.read();
    expect(error).toMatch(/^app\.onError .*thrown on purpose/);
    expect(rest).toEqual([`stack ${DETAIL}`]);
  });

  it("hears of a rejected promise that nobody handles", async () => {
    const app = await openPastStart("pages/detail/detail", "Detail");
    await app.press("reject");
    expect(await app.read()).toEqual(["app.onUnhandledRejection Error: rejected on purpose", `stack ${DETAIL}`]);
  });
});
