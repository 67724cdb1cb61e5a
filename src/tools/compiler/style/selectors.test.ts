import { describe, expect, it, vi } from "vitest";
import { rewriteSelector } from "./selectors.ts";

describe("rewriteSelector", () => {
  it.each([
    ["view", "wx-view"],
    ["page", "wx-page"],
    ["*", "*"],
    ["wx-view", "wx-view"],
    ["van-button > view.a#b[c='view']", "wx-van-button > wx-view.a#b[c='view']"],
    ["view , text::before", "wx-view , wx-text::before"],
    [".a:not(view, .b) text", ".a:not(wx-view, .b) wx-text"],
    ["view:nth-child(2n+1):lang(en)", "wx-view:nth-child(2n+1):lang(en)"],
    [".a + .b:active", ".a + .b:active"],
    [".a\\:b view", ".a\\:b wx-view"],
    ["::-webkit-scrollbar", "::-webkit-scrollbar"],
  ])("turns %s into %s", (selector, expected) => {
    expect(rewriteSelector(selector, { scope: "" })).toBe(expected);
  });

  it.each([
    [".a", ".s--a"],
    [".a.b > view:not(.c)", ".s--a.s--b > wx-view:not(.s--c)"],
    ["#a[b]", "#a[b]"],
    [":host", `[wx-host="s"]`],
    [":host .a", `[wx-host="s"] .s--a`],
    [":host(.on) .a", `[wx-host="s"].on .s--a`],
    [".b :host, :host", `.s--b [wx-host="s"], [wx-host="s"]`],
  ])("turns %s into %s in a component", (selector, expected) => {
    expect(rewriteSelector(selector, { scope: "s" })).toBe(expected);
  });

  it("tells of a host that is nowhere", () => {
    const onUselessHost = vi.fn();
    rewriteSelector(":host", { scope: "", onUselessHost });
    expect(onUselessHost).toHaveBeenCalledOnce();
  });

  it("throws for what is no selector", () => {
    expect(() => rewriteSelector("view !b", { scope: "" })).toThrow("Unexpected '!'");
  });
});
