import { describe, expect, it, vi } from "vitest";
import { HostError, type ConsentSettings } from "../ports/index.ts";
import { createMemoryPorts } from "../../testing/index.ts";
import { createTestApp, type ModuleScope, type TestApp } from "../../../test/support/logic-app.ts";

type Contexts = Record<string, Record<string, (...values: unknown[]) => void>>;

/** An app whose page keeps contexts in `contexts`, on a view that writes down what components are asked for. */
function createMediaApp(): { app: TestApp; contexts: Contexts; asked: unknown[][]; scope: () => ModuleScope } {
  const contexts: Contexts = {};
  let scope: ModuleScope | undefined;
  const keep = (name: string, context: unknown): void => {
    contexts[name] = context as Contexts[string];
  };
  const app = createTestApp({
    app: {
      js: (given) => {
        scope = given;
        given.App({});
        keep("early", call(given, "createVideoContext", "v"));
      },
    },
    "pages/a": {
      wxml: `<video id="v"/><audio id="s"/><view><inner id="inner"/></view><video wx:if="{{isLate}}" id="late"/>`,
      using: { inner: "components/inner" },
      js: (given) =>
        given.Page({
          data: { isLate: false },
          onLoad(this: { selectComponent(selector: string): object }) {
            keep("video", call(given, "createVideoContext", "v"));
            keep("owned", call(given, "createVideoContext", "v", this));
            keep("late", call(given, "createVideoContext", "late"));
            keep("wrongTag", call(given, "createVideoContext", "s"));
            keep("audio", call(given, "createAudioContext", "s"));
            keep("inner", call(given, "createVideoContext", "v", this.selectComponent("#inner")));
            keep("camera", call(given, "createCameraContext"));
          },
        }),
    },
    "components/inner": {
      isComponent: true,
      wxml: `<video id="v"/><camera/>`,
      js: ({ Component }) => Component({}),
    },
    "pages/b": { wxml: `<video id="v"/>`, js: ({ Page }) => Page({}) },
  });
  const asked: unknown[][] = [];
  app.view["element.invoke"] = async (...values: unknown[]) => {
    asked.push(values);
    return {};
  };
  const known = (): ModuleScope => {
    if (scope === undefined) throw new Error("The app does not run");
    return scope;
  };
  return { app, contexts, asked, scope: known };
}

function call({ wx }: ModuleScope, name: string, ...values: unknown[]): unknown {
  return Reflect.apply(wx[name] as () => unknown, undefined, values);
}

/** The numbers of the nodes with this tag, in document order. */
function nodesOf(app: TestApp, tag: string): number[] {
  const found: number[] = [];
  const visit = (node: NonNullable<TestApp["view"]["current"]>["root"]): void => {
    if (node.tag === tag) found.push(node.number);
    node.children.forEach(visit);
  };
  if (app.view.current !== undefined) visit(app.view.current.root);
  return found;
}

describe("the contexts of components", () => {
  it("command the component with the id: in the page, or in the component that is given", async () => {
    const { app, contexts, asked } = createMediaApp();
    await app.launch();
    const [outer, inner] = nodesOf(app, "video");
    for (const name of ["video", "owned", "inner", "early"]) contexts[name]?.["play"]?.();
    contexts["video"]?.["seek"]?.(3);
    await app.settled();
    expect(asked).toEqual([
      [1, outer, "play", []],
      [1, outer, "play", []],
      [1, inner, "play", []],
      [1, outer, "play", []],
      [1, outer, "seek", [3]],
    ]);
  });

  it("do nothing while there is no such component", async () => {
    const { app, contexts, asked } = createMediaApp();
    await app.launch();
    contexts["late"]?.["play"]?.();
    contexts["wrongTag"]?.["play"]?.();
    await app.settled();
    expect(asked).toEqual([]);
  });

  it("find a component that came later, and reach it after what was set before", async () => {
    const { app, contexts, asked, scope } = createMediaApp();
    await app.launch();
    const [page] = scope().getCurrentPages() as unknown as { setData(data: object): void }[];
    page?.setData({ isLate: true });
    contexts["late"]?.["play"]?.();
    await app.settled();
    expect(asked).toEqual([[1, nodesOf(app, "video").at(-1), "play", []]]);
  });

  it("stay with their page while it is open", async () => {
    const { app, contexts, asked, scope } = createMediaApp();
    await app.launch();
    const [outer] = nodesOf(app, "video");
    scope().wx["navigateTo"]?.({ url: "/pages/b", success() {} });
    await app.settled();
    contexts["video"]?.["pause"]?.();
    await app.settled();
    expect(asked).toEqual([[1, outer, "pause", []]]);
    scope().wx["reLaunch"]?.({ url: "/pages/b", success() {} });
    await app.settled();
    contexts["video"]?.["pause"]?.();
    await app.settled();
    expect(asked).toHaveLength(1);
  });

  it("set the source of an audio as the template does", async () => {
    const { app, contexts, asked } = createMediaApp();
    await app.launch();
    contexts["audio"]?.["setSrc"]?.("/a.mp3");
    contexts["audio"]?.["play"]?.();
    await app.settled();
    const [sound] = nodesOf(app, "audio");
    expect(asked).toEqual([[1, sound, "play", []]]);
    const attributes = app.view.current?.root.children[0]?.children[1]?.attributes;
    expect(attributes?.get("src")).toBe("/a.mp3");
  });

  it("find the camera of the page in a component, too", async () => {
    const { app, contexts, asked } = createMediaApp();
    await app.launch();
    contexts["camera"]?.["setZoom"]?.({ zoom: 2, complete() {} });
    await app.settled();
    expect(asked).toEqual([[1, nodesOf(app, "camera")[0], "setZoom", [2]]]);
  });

  it("warn of wrong values, of what no host can do, and of what a component says against it", async () => {
    const { app, contexts } = createMediaApp();
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await app.launch();
    contexts["video"]?.["seek"]?.("3");
    contexts["video"]?.["showStatusBar"]?.();
    app.view["element.invoke"] = async () => {
      throw new Error("it is raining");
    };
    contexts["video"]?.["play"]?.();
    app.view["element.invoke"] = async () => {
      throw new HostError("not-supported", "There is no screen");
    };
    contexts["video"]?.["pause"]?.();
    await app.settled();
    expect(warn.mock.calls.flat()).toEqual([
      "VideoContext.seek:fail parameter error: parameter.position should be Number instead of String;",
      "VideoContext.showStatusBar:fail not supported",
      "VideoContext.play:fail it is raining",
      "VideoContext.pause:fail not supported",
    ]);
  });
});

describe("components", () => {
  it("hear of a permission that is taken back, and of no other", async () => {
    const answers: ConsentSettings[] = [
      { "scope.camera": true, "scope.record": false },
      { "scope.camera": false, "scope.record": false },
      { "scope.camera": false },
    ];
    let { wx } = {} as ModuleScope;
    const app = createTestApp(
      { app: { js: (given) => void ({ wx } = given) }, "pages/a": { js: ({ Page }) => Page({}) } },
      {
        ports: {
          consent: { ask: async () => false, openSettings: async () => answers.shift() ?? {} },
          consentLog: createMemoryPorts().consentLog,
        },
      },
    );
    const refused: unknown[] = [];
    app.view["permission.refused"] = (...values: unknown[]) => void refused.push(values);
    await app.launch();
    for (const expected of [[], [["scope.camera"]], [["scope.camera"]]]) {
      await wx["openSetting"]?.();
      expect(refused).toEqual(expected);
    }
  });
});
