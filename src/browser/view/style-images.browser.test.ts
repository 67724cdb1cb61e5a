import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createViewStage, find, type ViewStage } from "../../../test/support/view-stage.ts";
import { PatchWriter, ROOT_NODE } from "../../core/protocol/index.ts";

let stage: ViewStage;
beforeEach(() => {
  stage = createViewStage();
});
afterEach(() => stage.close());

describe("pictures in inline styles", () => {
  /** Opens a page with one element of this style; `style` of it is what the browser has. */
  async function show(css: string): Promise<CSSStyleDeclaration> {
    const root = await stage.open((writer) => {
      writer.createElement(2, "view", false);
      writer.setStyle(2, css);
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    return find(root, "wx-view").style;
  }
  const change = (write: (writer: PatchWriter) => void): void => {
    const writer = new PatchWriter();
    write(writer);
    stage.view["page.patch"](1, writer.take());
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
      expect(stage.acquired.filter((source) => source.startsWith("wxfile"))).toEqual([]);
      expect([...style].every((name) => ["background-image", "color", "content"].includes(name))).toBe(true);
      stage.view["page.close"](1);
      await stage.view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
    }
    expect(stage.ended).toEqual([]);
  });

  it("resolves once what stays, and releases what goes: with the style, the element and the page", async () => {
    const style = await show("background-image:url(/a.png),url(wxfile://tmp/b.png)");
    await expect.poll(() => style.backgroundImage).toBe(`${picture("/a.png")}, ${picture("wxfile://tmp/b.png")}`);
    change((writer) =>
      writer.setStyle(2, "background-image:url(wxfile://tmp/b.png),url(wxfile://tmp/b.png);width:1px"),
    );
    expect(style.backgroundImage).toBe(`${picture("wxfile://tmp/b.png")}, ${picture("wxfile://tmp/b.png")}`);
    expect([stage.acquired, stage.released]).toEqual([["/a.png", "wxfile://tmp/b.png"], ["/a.png"]]);
    change((writer) => writer.setStyle(2, "width:2px"));
    expect(stage.released).toEqual(stage.acquired);
    change((writer) => writer.setStyle(2, "background-image:url(/c.png)"));
    change((writer) => {
      writer.splice(ROOT_NODE, 2, 1, []);
      writer.release(2);
    });
    expect(stage.released).toEqual(stage.acquired);
    expect(stage.released).toHaveLength(3);
    change((writer) => {
      writer.createElement(3, "view", false);
      writer.setStyle(3, "background-image:url(/d.png)");
      writer.splice(ROOT_NODE, 0, 0, [3]);
    });
    stage.view["page.close"](1);
    await stage.view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
    await expect.poll(() => stage.released).toEqual(["/a.png", "wxfile://tmp/b.png", "/c.png", "/d.png"]);
  });
});
