import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createViewStage, find, type ViewStage } from "../../../test/support/view-stage.ts";
import { PatchWriter, ROOT_NODE } from "../../core/protocol/index.ts";

let stage: ViewStage;
beforeEach(() => {
  stage = createViewStage();
});
afterEach(() => stage.close());

describe("a long list", () => {
  const rows = (writer: PatchWriter): void => {
    const nodes = Array.from({ length: 1000 }, (_, index) => index + 2);
    for (const node of nodes) writer.createElement(node, "view", false);
    writer.splice(ROOT_NODE, 0, 0, nodes);
  };
  const count = (root: ShadowRoot): number => root.querySelectorAll("wx-view").length;

  it("comes over several frames, and page.render answers after the last", async () => {
    const root = await stage.open(() => {});
    const writer = new PatchWriter();
    rows(writer);
    stage.view["page.patch"](1, writer.take());
    expect(count(root)).toBeGreaterThan(0);
    expect(count(root)).toBeLessThan(1000);
    await stage.view["page.render"](1);
    expect(count(root)).toBe(1000);
  });

  it("holds up the patches behind it, in order", async () => {
    const root = await stage.open(() => {});
    const writer = new PatchWriter();
    rows(writer);
    stage.view["page.patch"](1, writer.take());
    writer.splice(ROOT_NODE, 2, 1, []);
    writer.setId(1001, "last");
    stage.view["page.patch"](1, writer.take());
    await stage.view["page.render"](1);
    expect(count(root)).toBe(999);
    expect(find(root, "#last")).toBe(root.querySelectorAll("wx-view")[998]);
  });

  it("stops when its page closes", async () => {
    const root = await stage.open(() => {});
    const writer = new PatchWriter();
    rows(writer);
    stage.view["page.patch"](1, writer.take());
    const rendered = stage.view["page.render"](1);
    stage.view["page.close"](1);
    await stage.view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
    await rendered;
    expect(count(root)).toBeLessThan(1000);
  });
});
