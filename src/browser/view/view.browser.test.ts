import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ListenFlag,
  PatchWriter,
  ROOT_NODE,
  type LogicCommands,
  type PageWindow,
  type ViewEvent,
} from "../../core/protocol/index.ts";
import { builtInStyle, defineComponents } from "../components/index.ts";
import { View } from "./view.ts";

defineComponents();

const window: PageWindow = {
  navigationBarBackgroundColor: "#112233",
  navigationBarTextStyle: "white",
  navigationBarTitleText: "标题 Title",
  navigationStyle: "default",
  backgroundColor: "#eeeeee",
  backgroundTextStyle: "dark",
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
  disableScroll: false,
};

interface Sent {
  name: keyof LogicCommands;
  values: unknown[];
}

let container: HTMLElement;
let view: View;
let sent: Sent[];
let ended: Error[];
let acquired: string[];
let released: string[];
let styles: Record<string, string>;

beforeEach(() => {
  container = document.createElement("div");
  container.style.cssText = "position:fixed;inset:0 auto auto 0;width:375px;height:600px;";
  document.body.append(container);
  [sent, ended, acquired, released] = [[], [], [], []];
  styles = {};
  view = new View({
    container,
    get styles() {
      return styles;
    },
    builtInStyle: builtInStyle(true),
    theme: "light",
    logic: { send: (name, ...values) => void sent.push({ name, values }) },
    resolverOf: () => ({
      acquire: (source) => {
        acquired.push(source);
        return {
          url: source.includes("missing") ? Promise.reject(new Error("missing")) : Promise.resolve(`data:,${source}`),
          release: () => void released.push(source),
        };
      },
    }),
    ended: (error) => void ended.push(error),
    askPermission: async () => true,
    routed: () => {},
    failed: () => {},
  });
});
afterEach(() => {
  view.close();
  container.remove();
});

/** Opens a page whose tree `write` makes, and returns its shadow root. */
async function open(
  write: (writer: PatchWriter) => void,
  page = 1,
  pages = [page],
  change: Partial<PageWindow> = {},
): Promise<ShadowRoot> {
  view["page.open"]({
    page,
    path: `pages/${page}`,
    query: "",
    window: { ...window, ...change },
    styles: Object.keys(styles),
  });
  const writer = new PatchWriter();
  write(writer);
  view["page.patch"](page, writer.take());
  await view["stack.show"]({ kind: "reLaunch", pages, tabIndex: -1 });
  const root = container.querySelector(".pages")?.children[page - 1]?.shadowRoot;
  if (root === null || root === undefined) throw new Error("The page is not there");
  return root;
}

function find(root: ShadowRoot, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`There is no ${selector}`);
  return found;
}

function pointer(target: Element, type: string, x: number, y: number, more: PointerEventInit = {}): void {
  target.dispatchEvent(
    new PointerEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y, pointerId: 1, button: 0, ...more }),
  );
}

const events = (): ViewEvent[] =>
  sent.filter(({ name }) => name === "page.event").map(({ values }) => values[0] as ViewEvent);

/** `<view id=outer bindtap><view id=inner data/></view>` */
function nested(types: string[]): (writer: PatchWriter) => void {
  return (writer) => {
    writer.createElement(2, "view", false);
    writer.setId(2, "outer");
    writer.createElement(3, "view", false);
    writer.setId(3, "inner");
    writer.setStyle(3, "width:100rpx;height:100px;margin-top:20px");
    writer.splice(2, 0, 0, [3]);
    writer.splice(ROOT_NODE, 0, 0, [2]);
    for (const type of types) writer.listen(2, type, 0);
  };
}

describe("gestures", () => {
  it("sends a tap with place, touches and offsets to the innermost node", async () => {
    const root = await open(nested(["tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointerup", 12, 80);
    expect(events()).toEqual([
      {
        page: 1,
        node: 3,
        type: "tap",
        detail: { x: 12, y: 36 },
        timeStamp: expect.any(Number),
        isBubbling: true,
        touches: [],
        changedTouches: [{ identifier: 0, pageX: 12, pageY: 36, clientX: 12, clientY: 36 }],
        offsets: [
          { node: 3, offsetLeft: 0, offsetTop: 20 },
          { node: 2, offsetLeft: 0, offsetTop: expect.any(Number) },
        ],
      },
    ]);
  });

  it("sends nothing that nobody listens to", async () => {
    const root = await open(nested(["longpress"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointerup", 10, 80);
    expect(events()).toEqual([]);
  });

  it("sends touchstart, touchmove and touchend, and no tap after a move", async () => {
    const root = await open(nested(["touchstart", "touchmove", "touchend", "tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointermove", 60, 80);
    pointer(inner, "pointerup", 60, 80);
    expect(events().map(({ type, touches }) => [type, touches?.length])).toEqual([
      ["touchstart", 1],
      ["touchmove", 1],
      ["touchend", 0],
    ]);
  });

  it("sends touchcancel when the browser takes the finger over for scrolling", async () => {
    const root = await open(nested(["touchcancel", "tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointercancel", 10, 80);
    expect(events().map(({ type }) => type)).toEqual(["touchcancel"]);
  });

  it("numbers fingers and makes no tap of two", async () => {
    const root = await open(nested(["touchstart", "tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointerdown", 30, 80, { pointerId: 2 });
    pointer(inner, "pointerup", 10, 80);
    pointer(inner, "pointerup", 30, 80, { pointerId: 2 });
    expect(events().map(({ touches }) => touches?.map(({ identifier }) => identifier))).toEqual([[0], [0, 1]]);
  });

  it("lets a long press that is listened to take the place of the tap", async () => {
    const root = await open(nested(["longpress", "tap"]));
    const inner = find(root, "#inner");
    const pressed = new Promise((resolve) => inner.addEventListener("longpress", resolve, { once: true }));
    pointer(inner, "pointerdown", 10, 80);
    await pressed;
    pointer(inner, "pointerup", 10, 80);
    expect(events().map(({ type }) => type)).toEqual(["longpress"]);
  });

  it("makes a tap of a button that is pressed by a key", async () => {
    const root = await open((writer) => {
      writer.createElement(2, "button", false);
      writer.listen(2, "tap", 0);
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    find(root, "wx-button").dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, detail: 0 }));
    expect(events()).toMatchObject([{ node: 2, type: "tap" }]);
  });

  it("keeps the page from scrolling under catchtouchmove", async () => {
    const root = await open((writer) => {
      nested([])(writer);
      writer.listen(3, "touchmove", ListenFlag.final);
    });
    expect(getComputedStyle(find(root, "#inner")).touchAction).toBe("none");
  });
});

describe("components", () => {
  it("sends a component's own event without bubbling", async () => {
    const root = await open((writer) => {
      writer.createElement(2, "view", false);
      writer.listen(2, "load", 0);
      writer.createElement(3, "image", false);
      writer.listen(3, "load", 0);
      writer.splice(2, 0, 0, [3]);
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    find(root, "wx-image").dispatchEvent(new CustomEvent("load", { detail: { width: 1, height: 2 } }));
    expect(events()).toMatchObject([{ node: 3, type: "load", detail: { width: 1, height: 2 }, isBubbling: false }]);
  });

  it("tells logic of changes of a bound attribute", async () => {
    const root = await open((writer) => {
      writer.createElement(2, "input", false);
      writer.bindModel(2, "value", true);
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    const input = find(root, "wx-input input") as HTMLInputElement;
    input.value = "typed";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    expect(sent).toContainEqual({ name: "page.model", values: [1, 2, "value", "typed"] });
  });

  it("resolves sources before the component sees them, and releases them", async () => {
    const image =
      (source: string): ((writer: PatchWriter) => void) =>
      (writer) => {
        writer.createElement(2, "image", false);
        writer.setAttribute(2, "src", source);
        writer.splice(ROOT_NODE, 0, 0, [2]);
      };
    const root = await open(image("wxfile://tmp/a.png"));
    await expect
      .poll(() => (find(root, "wx-image") as unknown as { src: string }).src)
      .toBe("data:,wxfile://tmp/a.png");
    const writer = new PatchWriter();
    writer.setAttribute(2, "src", "wxfile://tmp/b.png");
    view["page.patch"](1, writer.take());
    expect(acquired).toEqual(["wxfile://tmp/a.png", "wxfile://tmp/b.png"]);
    expect(released).toEqual(["wxfile://tmp/a.png"]);
    writer.splice(ROOT_NODE, 2, 1, []);
    writer.release(2);
    view["page.patch"](1, writer.take());
    expect(released).toEqual(["wxfile://tmp/a.png", "wxfile://tmp/b.png"]);
  });

  describe("pictures in inline styles", () => {
    /** Opens a page with one element of this style; `style` of it is what the browser has. */
    async function show(css: string): Promise<CSSStyleDeclaration> {
      const root = await open((writer) => {
        writer.createElement(2, "view", false);
        writer.setStyle(2, css);
        writer.splice(ROOT_NODE, 0, 0, [2]);
      });
      return find(root, "wx-view").style;
    }
    const change = (write: (writer: PatchWriter) => void): void => {
      const writer = new PatchWriter();
      write(writer);
      view["page.patch"](1, writer.take());
    };
    const picture = (source: string): string => `url("data:,${source}")`;

    it.each([
      ["background-image:url(wxfile://tmp/a.png)", "background-image", picture("wxfile://tmp/a.png")],
      ["background-image: URL('/images/a.png') ", "background-image", picture("/images/a.png")],
      ['background:red url( "http://usr/a b.png" ) no-repeat', "background-image", picture("http://usr/a b.png")],
      ["background-image:u\\72l(wxfile://tmp/a.png)", "background-image", picture("wxfile://tmp/a.png")],
      ["border-image:url(/a.png) 3", "border-image-source", picture("/a.png")],
      ["list-style:url(/a.png)", "list-style-image", picture("/a.png")],
      [
        "background-image:linear-gradient(red, blue),url(wxfile://tmp/a.png),url(/b.png)",
        "background-image",
        `linear-gradient(red, blue), ${picture("wxfile://tmp/a.png")}, ${picture("/b.png")}`,
      ],
      [
        "background-image:url('wxfile://tmp/猫\\27 \\\"\\\\.png')",
        "background-image",
        `url("data:,wxfile://tmp/猫'\\"\\\\.png")`,
      ],
    ])("shows that of %s", async (css, property, expected) => {
      const style = await show(css);
      await expect.poll(() => style.getPropertyValue(property)).toBe(expected);
    });

    it("keeps everything else of the style", async () => {
      const style = await show("width:75rpx;background:url(/a.png) red !important;color:blue");
      await expect.poll(() => style.backgroundImage).toBe(picture("/a.png"));
      expect(style.width).toBe("10vw");
      expect(style.color).toBe("blue");
      expect([style.backgroundColor, style.getPropertyPriority("background-image")]).toEqual(["red", "important"]);
    });

    it("shows nothing of a path that leads nowhere, and asks no server for it", async () => {
      const style = await show("background-image:url(wxfile://tmp/missing.png)");
      await Promise.resolve();
      expect(style.backgroundImage).toBe('url("data:,")');
    });

    it("lets no text of the app out of the value", async () => {
      for (const css of [
        `background-image:url("a.png\\22 );position:fixed;x:url(\\22")`,
        `background-image:url("a.png\\") url(\\"b.png");color:red`,
        `background-image:url(a.png`,
        `background-image:url("</style><img src=x onerror=alert(1)>")`,
        `content:"url(\\"wxfile://tmp/a.png\\")";background-image:url(/b.png)`,
      ]) {
        const style = await show(css);
        await Promise.resolve();
        expect(style.position).toBe("");
        expect(acquired.filter((source) => source.startsWith("wxfile"))).toEqual([]);
        expect([...style].every((name) => ["background-image", "color", "content"].includes(name))).toBe(true);
        view["page.close"](1);
        await view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
      }
      expect(ended).toEqual([]);
    });

    it("resolves once what stays, and releases what goes: with the style, the element and the page", async () => {
      const style = await show("background-image:url(/a.png),url(wxfile://tmp/b.png)");
      await expect.poll(() => style.backgroundImage).toBe(`${picture("/a.png")}, ${picture("wxfile://tmp/b.png")}`);
      change((writer) =>
        writer.setStyle(2, "background-image:url(wxfile://tmp/b.png),url(wxfile://tmp/b.png);width:1px"),
      );
      expect(style.backgroundImage).toBe(`${picture("wxfile://tmp/b.png")}, ${picture("wxfile://tmp/b.png")}`);
      expect([acquired, released]).toEqual([["/a.png", "wxfile://tmp/b.png"], ["/a.png"]]);
      change((writer) => writer.setStyle(2, "width:2px"));
      expect(released).toEqual(acquired);
      change((writer) => writer.setStyle(2, "background-image:url(/c.png)"));
      change((writer) => {
        writer.splice(ROOT_NODE, 2, 1, []);
        writer.release(2);
      });
      expect(released).toEqual(acquired);
      expect(released).toHaveLength(3);
      change((writer) => {
        writer.createElement(3, "view", false);
        writer.setStyle(3, "background-image:url(/d.png)");
        writer.splice(ROOT_NODE, 0, 0, [3]);
      });
      view["page.close"](1);
      await view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
      await expect.poll(() => released).toEqual(["/a.png", "wxfile://tmp/b.png", "/c.png", "/d.png"]);
    });
  });

  it("releases sources when the page closes", async () => {
    await open((writer) => {
      writer.createElement(2, "image", false);
      writer.setAttribute(2, "src", "wxfile://tmp/a.png");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    view["page.close"](1);
    await view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
    await expect.poll(() => released).toEqual(["wxfile://tmp/a.png"]);
  });

  it("makes inert elements of unknown tags and of hosts that have a built-in's tag", async () => {
    const root = await open((writer) => {
      writer.createElement(2, "script", false);
      writer.createElement(3, "button", true);
      writer.splice(ROOT_NODE, 0, 0, [2, 3]);
    });
    expect(root.querySelector("script")).toBeNull();
    expect(find(root, "wx-script").constructor).toBe(HTMLElement);
    expect(find(root, "wx-host-button").constructor).toBe(HTMLElement);
  });
});

describe("trust", () => {
  it.each<[string, (writer: PatchWriter) => void]>([
    ["an undeclared attribute", (writer) => writer.setAttribute(2, "onclick", "alert(1)")],
    ["a property that the component does not declare", (writer) => writer.setAttribute(2, "innerHTML", "<b>")],
    ["a camelCase alias", (writer) => writer.setAttribute(2, "hoverClass", "x")],
    ["a tag with markup", (writer) => writer.createElement(3, "x onload=y", false)],
  ])("ends the app that sends %s", async (_title, write) => {
    await open((writer) => {
      writer.createElement(2, "view", false);
      write(writer);
    });
    expect(ended).toHaveLength(1);
    expect(ended[0]?.name).toBe("PatchError");
  });

  it("puts no class around a page that an app's own style would hit", async () => {
    const root = await open(() => {});
    const classes = Array.from(root.querySelectorAll("*"), (element) => [...element.classList]).flat();
    expect(classes).toContain("minihost-bar");
    expect(classes.filter((name) => !name.startsWith("minihost-"))).toEqual([]);
  });

  it("shows text as text", async () => {
    const root = await open((writer) => {
      writer.createText(2, "<img src=x onerror=alert(1)>");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    expect(find(root, ".minihost-scroller").textContent).toBe("<img src=x onerror=alert(1)>");
    expect(root.querySelector("img")).toBeNull();
  });
});

describe("a long list", () => {
  const rows = (writer: PatchWriter): void => {
    const nodes = Array.from({ length: 1000 }, (_, index) => index + 2);
    for (const node of nodes) writer.createElement(node, "view", false);
    writer.splice(ROOT_NODE, 0, 0, nodes);
  };
  const count = (root: ShadowRoot): number => root.querySelectorAll("wx-view").length;

  it("comes over several frames, and page.render answers after the last", async () => {
    const root = await open(() => {});
    const writer = new PatchWriter();
    rows(writer);
    view["page.patch"](1, writer.take());
    expect(count(root)).toBeGreaterThan(0);
    expect(count(root)).toBeLessThan(1000);
    await view["page.render"](1);
    expect(count(root)).toBe(1000);
  });

  it("holds up the patches behind it, in order", async () => {
    const root = await open(() => {});
    const writer = new PatchWriter();
    rows(writer);
    view["page.patch"](1, writer.take());
    writer.splice(ROOT_NODE, 2, 1, []);
    writer.setId(1001, "last");
    view["page.patch"](1, writer.take());
    await view["page.render"](1);
    expect(count(root)).toBe(999);
    expect(find(root, "#last")).toBe(root.querySelectorAll("wx-view")[998]);
  });

  it("stops when its page closes", async () => {
    const root = await open(() => {});
    const writer = new PatchWriter();
    rows(writer);
    view["page.patch"](1, writer.take());
    const rendered = view["page.render"](1);
    view["page.close"](1);
    await view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
    await rendered;
    expect(count(root)).toBeLessThan(1000);
  });
});

describe("pages", () => {
  it("shows title and colours in the navigation bar, and the back button above the first page", async () => {
    const first = await open(nested([]));
    expect(find(first, ".minihost-bar-title").textContent).toBe("标题 Title");
    expect(getComputedStyle(find(first, ".minihost-bar")).backgroundColor).toBe("rgb(17, 34, 51)");
    expect(find(first, ".minihost-bar-back").hidden).toBe(true);
    const second = await open(nested([]), 2, [1, 2]);
    expect(find(second, ".minihost-bar-back").hidden).toBe(false);
    find(second, ".minihost-bar-back").click();
    expect(sent).toContainEqual({ name: "navigation.back", values: [] });
    view["page.window"](2, { navigationBarTitleText: "changed" });
    expect(find(second, ".minihost-bar-title").textContent).toBe("changed");
  });

  it("gives a page with a custom bar the whole height", async () => {
    await open(nested([]), 1, [1], { navigationStyle: "custom" });
    expect(view.area).toEqual({ width: 375, height: 600 });
    await open(nested([]), 2, [1, 2]);
    expect(view.area).toEqual({ width: 375, height: 556 });
  });

  it("makes vh a part of the page and keeps fixed elements in it", async () => {
    const root = await open((writer) => {
      writer.createElement(2, "view", false);
      writer.setStyle(2, "position:fixed;top:0;left:0;width:375rpx;height:50vh");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    const { top, height } = find(root, "wx-view").getBoundingClientRect();
    expect([top, height]).toEqual([44, 278]);
  });

  it("answers an app's questions for the theme with the device's", async () => {
    styles = {
      app: "#inner { color: rgb(1, 1, 1) } @media (prefers-color-scheme: dark) { #inner { color: rgb(2, 2, 2) } }",
    };
    const root = await open(nested([]));
    const colour = (): string => getComputedStyle(find(root, "#inner")).color;
    expect(colour()).toBe("rgb(1, 1, 1)");
    view.setTheme("dark");
    expect(colour()).toBe("rgb(2, 2, 2)");
  });

  it("keeps the style of one page from the next", async () => {
    styles = { first: "wx-view { color: rgb(9, 9, 9) }" };
    await open(nested([]));
    styles = {};
    const second = await open(nested([]), 2, [1, 2]);
    expect(getComputedStyle(find(second, "#inner")).color).not.toBe("rgb(9, 9, 9)");
  });

  it("tells logic that the page scrolled, and once that its end is near", async () => {
    const root = await open((writer) => {
      writer.createElement(2, "view", false);
      writer.setStyle(2, "height:2000px");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    const scroller = find(root, ".minihost-scroller");
    const scrolled = (): Promise<unknown> =>
      new Promise((resolve) => scroller.addEventListener("scroll", resolve, { once: true }));
    for (const top of [100, 1420, 1444]) {
      const done = scrolled();
      scroller.scrollTop = top;
      await done;
    }
    expect(sent.filter(({ name }) => name === "page.scroll").map(({ values }) => values[1])).toEqual([100, 1420, 1444]);
    expect(sent.filter(({ name }) => name === "page.reachBottom")).toHaveLength(1);
  });

  it("shows the tab bar on tab pages and reports presses", async () => {
    view["app.tabBar"]({
      color: "#000000",
      selectedColor: "#07c160",
      backgroundColor: "#ffffff",
      borderStyle: "black",
      position: "bottom",
      list: [
        { pagePath: "pages/1", text: "one" },
        { pagePath: "pages/2", text: "two", iconPath: "icon.png" },
      ],
    });
    await open(nested([]));
    const bar = container.querySelector<HTMLElement>(".tab-bar");
    expect(bar?.hidden).toBe(true);
    await view["stack.show"]({ kind: "switchTab", pages: [1], tabIndex: 0 });
    expect(bar?.hidden).toBe(false);
    const tabs = [...(bar?.querySelectorAll("button") ?? [])];
    expect(tabs.map((tab) => tab.getAttribute("aria-current"))).toEqual(["page", null]);
    tabs[1]?.click();
    expect(sent).toContainEqual({ name: "navigation.tab", values: [1] });
  });
});

describe("commands for components", () => {
  interface Video extends HTMLElement {
    src: string;
    seek(position: number): void;
  }
  async function openVideo(source = ""): Promise<Video> {
    const root = await open((writer) => {
      writer.createElement(2, "video", false);
      if (source !== "") writer.setAttribute(2, "src", source);
      writer.createElement(3, "view", false);
      writer.splice(ROOT_NODE, 0, 0, [2, 3]);
    });
    return find(root, "wx-video") as Video;
  }

  it("call a method that the component declares, once its source is there", async () => {
    const video = await openVideo("wxfile://tmp/a.mp4");
    const calls: unknown[] = [];
    video.seek = (position) => void calls.push(position, video.src);
    expect(await view["element.invoke"](1, 2, "seek", [7])).toBeUndefined();
    expect(calls).toEqual([7, "data:,wxfile://tmp/a.mp4"]);
  });

  it("also when the source leads nowhere", async () => {
    const video = await openVideo("missing.mp4");
    const calls: unknown[] = [];
    video.seek = (position) => void calls.push(position);
    await view["element.invoke"](1, 2, "seek", [1]);
    expect(calls).toEqual([1]);
  });

  it("reject with what the component says against it", async () => {
    await openVideo();
    await expect(view["element.invoke"](1, 2, "playbackRate", [7])).rejects.toThrow("7 is no playback rate");
  });

  it.each([
    [2, "remove"],
    [2, "emit"],
    [2, "constructor"],
    [3, "play"],
  ])("refuse what node %s does not declare: %s", async (node, method) => {
    const video = await openVideo();
    await expect(view["element.invoke"](1, node, method, [])).rejects.toThrow(`has no method "${method}"`);
    expect(video.isConnected).toBe(true);
  });

  it("hear on their root that a permission was taken back", async () => {
    const video = await openVideo();
    const heard: unknown[] = [];
    video.getRootNode().addEventListener("permissionrefused", (event) => heard.push((event as CustomEvent).detail));
    view["permission.refused"]("scope.camera");
    expect(heard).toEqual([{ scope: "scope.camera" }]);
  });

  it("come to nothing where the node or the page is gone", async () => {
    await openVideo();
    expect(await view["element.invoke"](1, 9, "play", [])).toBeUndefined();
    expect(await view["element.invoke"](2, 2, "play", [])).toBeUndefined();
  });
});
