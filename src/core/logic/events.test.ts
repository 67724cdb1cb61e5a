import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoggedFiles } from "../../../test/support/logged-files.ts";
import { createTestApp, nodeOf, type TestApp, type TestFile } from "../../../test/support/logic-app.ts";
import { type PlainNode } from "../headless/index.ts";

const logged = new LoggedFiles();
beforeEach(() => logged.clear());
afterEach(() => void vi.restoreAllMocks());

describe("events", () => {
  type Seen = {
    type: string;
    currentTarget: { id: string; dataset: object };
    target: { id: string };
    mark: object;
    detail: unknown;
  };
  const open = async (
    wxml: string,
    extra: Record<string, TestFile> = {},
    using: Record<string, string> = {},
  ): Promise<{ app: TestApp; events: Seen[] }> => {
    const events: Seen[] = [];
    const note = (event: Seen): unknown => events.push(event);
    const app = createTestApp({
      app: logged.captured,
      "pages/a": {
        wxml,
        using,
        js: ({ Page }) => Page({ data: { name: "one" }, one: note, two: note, three: note, upper: () => "REPLACED" }),
      },
      ...extra,
    });
    await app.launch();
    return { app, events };
  };
  const byId = (id: string) => (candidate: PlainNode) => candidate.id === id;

  it("bubbles to every handler with target, dataset, mark and detail", async () => {
    const { app, events } = await open(
      `<view id="outer" bindtap="two" mark:a="1" mark:b="outer"><view id="inner" bind:tap="one" data-element-type="x" data-elementOther="{{1}}" mark:b="inner"/></view>`,
    );
    app.view.dispatch(app.logic, nodeOf(app, byId("inner")), "tap", { x: 1, y: 2 }, true);
    expect(events).toMatchObject([
      {
        type: "tap",
        target: { id: "inner" },
        currentTarget: { id: "inner", dataset: { elementType: "x", elementother: 1 } },
        mark: { a: "1", b: "inner" },
        detail: { x: 1, y: 2 },
      },
      { target: { id: "inner" }, currentTarget: { id: "outer" } },
    ]);
  });

  it("stops at catch", async () => {
    const { app, events } = await open(`<view bindtap="two"><view id="inner" catchtap="one"/></view>`);
    app.view.dispatch(app.logic, nodeOf(app, byId("inner")), "tap", {}, true);
    expect(events).toHaveLength(1);
  });

  it("captures from outside in, and capture-catch ends it", async () => {
    const { app, events } = await open(
      `<view id="o" capture-bind:tap="one"><view id="m" capture-catch:tap="two"><view id="i" bindtap="three"/></view></view>`,
    );
    app.view.dispatch(app.logic, nodeOf(app, byId("i")), "tap", {}, true);
    expect(events.map((event) => event.currentTarget.id)).toEqual(["o", "m"]);
  });

  it("runs only the innermost mut-bind", async () => {
    const { app, events } = await open(
      `<view id="o" mut-bind:tap="one"><view id="m" bindtap="two"><view id="i" mut-bind:tap="three"/></view></view>`,
    );
    app.view.dispatch(app.logic, nodeOf(app, byId("i")), "tap", {}, true);
    expect(events.map((event) => event.currentTarget.id)).toEqual(["i", "m"]);
  });

  it("calls the method that the bound name means now", async () => {
    const { app, events } = await open(`<view id="i" bindtap="{{name}}"/>`);
    (logged.scope.getCurrentPages()[0] as unknown as { setData(data: object): void }).setData({ name: "two" });
    await app.settled();
    app.view.dispatch(app.logic, nodeOf(app, byId("i")), "tap", {}, true);
    expect(events).toHaveLength(1);
  });

  it("warns of a method that is not there", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { app } = await open(`<view id="i" bindtap="nope"/>`);
    app.view.dispatch(app.logic, nodeOf(app, byId("i")), "tap", {}, true);
    expect(warn).toHaveBeenCalledWith('Component "pages/a" does not have a method "nope" to handle event "tap".');
  });

  it("replaces the text of an input by what its handler returns", async () => {
    const { app } = await open(`<input id="i" bindinput="upper"/>`);
    app.view.dispatch(app.logic, nodeOf(app, byId("i")), "input", { value: "x", cursor: 1 }, false);
    await app.settled();
    expect(nodeOf(app, byId("i")).attributes.get("value")).toBe("REPLACED");
  });

  it("writes what the person types into model:value", async () => {
    const { app } = await open(`<input id="i" model:value="{{name}}"/>`);
    const input = nodeOf(app, byId("i"));
    expect(input.models.has("value")).toBe(true);
    app.logic["page.model"](app.view.current?.opening.page ?? 0, input.number, "value", "typed");
    expect(logged.scope.getCurrentPages()[0]?.data.name).toBe("typed");
  });

  it("retargets events of a component's inside to the component", async () => {
    const { app, events } = await open(
      `<comp id="c" data-k="v" bindtap="one" bindcustom="two"/>`,
      {
        "components/comp": {
          isComponent: true,
          wxml: `<view id="inside" bindtap="press"/>`,
          js: ({ Component }) =>
            Component({
              methods: {
                press(this: { triggerEvent(name: string, detail: unknown): void }) {
                  this.triggerEvent("custom", { hello: 1 });
                },
              },
            }),
        },
      },
      { comp: "components/comp" },
    );
    app.view.dispatch(
      app.logic,
      nodeOf(app, (candidate) => candidate.listening.has("tap") && !candidate.isHost),
      "tap",
      {},
      true,
    );
    expect(events).toMatchObject([
      { type: "custom", detail: { hello: 1 }, currentTarget: { id: "c", dataset: { k: "v" } } },
      { type: "tap", target: { id: "c" } },
    ]);
  });
});
