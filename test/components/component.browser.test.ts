import { describe, expect, it } from "vitest";
import { builtInStyle, defineComponents } from "../../src/browser/components/index.ts";
import { BUILT_INS, COMMON_PROPERTIES } from "../../src/core/protocol/index.ts";
import { createComponent, createStage, look } from "./stage.ts";

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** What `user-select` comes to: Firefox leaves `auto` in the computed value. */
function selectability(element: Element): string {
  const { userSelect } = look(element);
  return userSelect === "auto" && element.parentElement ? selectability(element.parentElement) : userSelect;
}

describe("every component", () => {
  it("is defined once, also when asked twice", () => {
    defineComponents();
    defineComponents();
    for (const tag of Object.keys(BUILT_INS)) expect(customElements.get(`wx-${tag}`)).toBeDefined();
  });

  it.each(Object.entries(BUILT_INS))("%s has each property of the schema with its default", (tag, { properties }) => {
    const element = createComponent(tag);
    for (const [name, { default: value }] of Object.entries({ ...properties, ...COMMON_PROPERTIES })) {
      expect(element[camelCase(name)], name).toBe(value);
    }
  });

  it.each(Object.entries(BUILT_INS))("%s takes undefined as the default", (tag, { properties }) => {
    const element = createComponent(tag);
    for (const [name, { type, default: value }] of Object.entries(properties)) {
      element[camelCase(name)] = type === "boolean" ? !value : "7";
      expect(element[camelCase(name)], name).not.toBe(value);
      element[camelCase(name)] = undefined;
      expect(element[camelCase(name)], name).toBe(value);
    }
  });

  it.each(Object.keys(BUILT_INS))("%s can be hidden, unless a class of the app gives it a display", async (tag) => {
    using stage = createStage({ appStyle: ".flex { display: flex }" });
    const element = await stage.add(tag, { hidden: true, size: "mini", userSelect: true });
    expect(element.hasAttribute("hidden")).toBe(true);
    expect(look(element).display).toBe("none");
    element.className = "flex";
    expect(look(element).display).toBe("flex");
    Object.assign(element, { hidden: undefined });
    expect(element.hasAttribute("hidden")).toBe(false);
  });

  it("reads a property that was set as an attribute, in the type of the schema", () => {
    const element = createComponent("progress");
    element.setAttribute("percent", "20");
    element.setAttribute("show-info", "");
    expect(element["percent"]).toBe(20);
    expect(element["showInfo"]).toBe(true);
    element.removeAttribute("percent");
    expect(element["percent"]).toBe(0);
  });

  it("takes any text of a boolean attribute for true, as the platform does", () => {
    const element = createComponent("button");
    element.setAttribute("disabled", "false");
    expect(element["disabled"]).toBe(true);
  });

  it("shows children of the app in itself or in its content element, and none in a leaf", async () => {
    using stage = createStage();
    for (const tag of Object.keys(BUILT_INS)) {
      const element = await stage.add(tag);
      const child = createComponent("view");
      (element.contentElement ?? element).append(child);
      const isLeaf = ["image", "input", "textarea", "icon", "progress", "audio"].includes(tag);
      expect(child.isConnected, tag).toBe(!isLeaf);
    }
  });
});

describe("components in plain HTML", () => {
  it("work with attributes and the exported style", async () => {
    defineComponents();
    const style = document.createElement("style");
    style.textContent = builtInStyle(false);
    const main = document.createElement("main");
    main.innerHTML = `<wx-button type="primary" disabled>Upload</wx-button><wx-icon type="success" size="40"></wx-icon>
      <wx-scroll-view scroll-y style="height: 50px"><p>one</p><p>two</p><p>three</p></wx-scroll-view>`;
    document.body.append(style, main);
    await Promise.resolve();
    const [button, icon, scroll] = main.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
    expect(look(button).backgroundColor).toBe("rgb(158, 217, 157)");
    expect(icon.getBoundingClientRect()).toMatchObject({ width: 40, height: 40 });
    expect(scroll.querySelectorAll(".wx-scroller > p")).toHaveLength(3);
    expect(scroll.scrollHeight).toBe(50);
    style.remove();
    main.remove();
  });

  it("follow the theme of the root element", () => {
    const style = document.createElement("style");
    style.textContent = builtInStyle(false);
    const button = createComponent("button");
    document.body.append(style, button);
    document.documentElement.dataset["theme"] = "dark";
    expect(look(button).color).toBe("rgba(255, 255, 255, 0.8)");
    delete document.documentElement.dataset["theme"];
    expect(look(button).color).toBe("rgb(0, 0, 0)");
    style.remove();
    button.remove();
  });
});

describe("page and text", () => {
  it("gives a page the font of the system, no margin and at least the height around it", () => {
    using stage = createStage();
    stage.host.style.height = "300px";
    expect(look(stage.page)).toMatchObject({ display: "block", margin: "0px", fontSize: "16px", height: "300px" });
  });

  it.each([
    ["light", "rgb(0, 0, 0)"],
    ["dark", "rgba(255, 255, 255, 0.8)"],
  ] as const)("writes in the colour of the %s theme", (theme, color) => {
    using stage = createStage({ theme });
    expect(look(stage.page)).toMatchObject({ color, colorScheme: theme });
  });

  it("breaks lines of text at line feeds and joins other white space", async () => {
    using stage = createStage();
    const text = await stage.add("text");
    text.append("one\ntwo   two");
    const plain = await stage.add("text");
    plain.append("two two");
    expect(look(text).display).toBe("inline");
    const lines = [...text.getClientRects()];
    expect(new Set(lines.map(({ top }) => top)).size).toBe(2);
    expect(lines.at(-1)?.width).toBeCloseTo(plain.getBoundingClientRect().width);
  });

  it("lets the parent of a text forbid wrapping", async () => {
    using stage = createStage();
    const view = await stage.add("view", {}, "white-space: nowrap; width: 50px");
    const text = createComponent("text");
    text.append("many words that need more than one line");
    view.append(text);
    expect(text.getClientRects()).toHaveLength(1);
  });

  it("lets text be selected only when asked, inline-block with user-select", async () => {
    using stage = createStage();
    const [plain, old, current] = [
      await stage.add("text"),
      await stage.add("text", { selectable: true }),
      await stage.add("text", { userSelect: true }),
    ];
    expect([plain, old, current].map(selectability)).toEqual(["none", "text", "text"]);
    expect([plain, old, current].map((text) => look(text).display)).toEqual(["inline", "inline", "inline-block"]);
  });

  it("decodes entities only with decode, also in text that changes", async () => {
    using stage = createStage();
    const text = await stage.add("text");
    const node = document.createTextNode("&lt;&amp;gt;&nbsp;&copy;");
    text.append(node);
    expect(text.textContent).toBe("&lt;&amp;gt;&nbsp;&copy;");
    text["decode"] = true;
    expect(text.textContent).toBe("<&gt;\u00a0&copy;");
    node.data = "a&ensp;b&emsp;c&apos;";
    await Promise.resolve();
    expect(node.data).toBe("a\u2002b\u2003c'");
    text.append("&lt;");
    await Promise.resolve();
    expect(text.textContent).toBe("a\u2002b\u2003c'<");
    text["decode"] = false;
    expect(text.textContent).toBe("a&ensp;b&emsp;c&apos;&lt;");
  });

  it("does not decode a node twice when it moves", async () => {
    using stage = createStage();
    const text = await stage.add("text", { decode: true });
    const node = document.createTextNode("&amp;lt;");
    text.append(node, "-");
    await Promise.resolve();
    text.append(node);
    await Promise.resolve();
    expect(text.textContent).toBe("-&lt;");
  });

  it.each([
    ["nbsp", "a\u00a0\u00a0b"],
    ["ensp", "a\u2002\u2002b"],
    ["emsp", "a\u2003\u2003b"],
    ["", "a  b"],
  ])("shows spaces as %s", async (space, shown) => {
    using stage = createStage();
    const text = await stage.add("text", { space });
    text.append("a  b");
    await Promise.resolve();
    expect(text.textContent).toBe(shown);
  });

  it("leaves text in nested texts to them", async () => {
    using stage = createStage();
    const outer = await stage.add("text", { decode: true });
    const nested = createComponent("text");
    nested.append("&lt;");
    outer.append("&lt;", nested);
    await Promise.resolve();
    expect(outer.textContent).toBe("<&lt;");
  });
});
