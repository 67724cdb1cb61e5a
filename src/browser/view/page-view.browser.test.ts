import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createViewStage, find, type ViewStage } from "../../../test/support/view-stage.ts";
import { PatchWriter, ROOT_NODE } from "../../core/protocol/index.ts";

let stage: ViewStage;
beforeEach(() => {
  stage = createViewStage();
});
afterEach(() => stage.close());

describe("components", () => {
  it("sends a component's own event without bubbling", async () => {
    const root = await stage.open((writer) => {
      writer.createElement(2, "view", false);
      writer.listen(2, "load", 0);
      writer.createElement(3, "image", false);
      writer.listen(3, "load", 0);
      writer.splice(2, 0, 0, [3]);
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    find(root, "wx-image").dispatchEvent(new CustomEvent("load", { detail: { width: 1, height: 2 } }));
    expect(stage.events()).toMatchObject([
      { node: 3, type: "load", detail: { width: 1, height: 2 }, isBubbling: false },
    ]);
  });

  it("tells logic of changes of a bound attribute", async () => {
    const root = await stage.open((writer) => {
      writer.createElement(2, "input", false);
      writer.bindModel(2, "value", true);
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    const input = find(root, "wx-input input") as HTMLInputElement;
    input.value = "typed";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    expect(stage.sent).toContainEqual({ name: "page.model", values: [1, 2, "value", "typed"] });
  });

  it("resolves sources before the component sees them, and releases them", async () => {
    const image =
      (source: string): ((writer: PatchWriter) => void) =>
      (writer) => {
        writer.createElement(2, "image", false);
        writer.setAttribute(2, "src", source);
        writer.splice(ROOT_NODE, 0, 0, [2]);
      };
    const root = await stage.open(image("wxfile://tmp/a.png"));
    await expect
      .poll(() => (find(root, "wx-image") as unknown as { src: string }).src)
      .toBe("data:,wxfile://tmp/a.png");
    const writer = new PatchWriter();
    writer.setAttribute(2, "src", "wxfile://tmp/b.png");
    stage.view["page.patch"](1, writer.take());
    expect(stage.acquired).toEqual(["wxfile://tmp/a.png", "wxfile://tmp/b.png"]);
    expect(stage.released).toEqual(["wxfile://tmp/a.png"]);
    writer.splice(ROOT_NODE, 2, 1, []);
    writer.release(2);
    stage.view["page.patch"](1, writer.take());
    expect(stage.released).toEqual(["wxfile://tmp/a.png", "wxfile://tmp/b.png"]);
  });

  it("releases sources when the page closes", async () => {
    await stage.open((writer) => {
      writer.createElement(2, "image", false);
      writer.setAttribute(2, "src", "wxfile://tmp/a.png");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    stage.view["page.close"](1);
    await stage.view["stack.show"]({ kind: "redirectTo", pages: [], tabIndex: -1 });
    await expect.poll(() => stage.released).toEqual(["wxfile://tmp/a.png"]);
  });

  it("makes inert elements of unknown tags and of hosts that have a built-in's tag", async () => {
    const root = await stage.open((writer) => {
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
    await stage.open((writer) => {
      writer.createElement(2, "view", false);
      write(writer);
    });
    expect(stage.ended).toHaveLength(1);
    expect(stage.ended[0]?.name).toBe("PatchError");
  });

  it("puts no class around a page that an app's own style would hit", async () => {
    const root = await stage.open(() => {});
    const classes = Array.from(root.querySelectorAll("*"), (element) => [...element.classList]).flat();
    expect(classes).toContain("minihost-bar");
    expect(classes.filter((name) => !name.startsWith("minihost-"))).toEqual([]);
  });

  it("shows text as text", async () => {
    const root = await stage.open((writer) => {
      writer.createText(2, "<img src=x onerror=alert(1)>");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    expect(find(root, ".minihost-scroller").textContent).toBe("<img src=x onerror=alert(1)>");
    expect(root.querySelector("img")).toBeNull();
  });
});

describe("commands for components", () => {
  interface Video extends HTMLElement {
    src: string;
    seek(position: number): void;
  }
  async function openVideo(source = ""): Promise<Video> {
    const root = await stage.open((writer) => {
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
    expect(await stage.view["element.invoke"](1, 2, "seek", [7])).toBeUndefined();
    expect(calls).toEqual([7, "data:,wxfile://tmp/a.mp4"]);
  });

  it("also when the source leads nowhere", async () => {
    const video = await openVideo("missing.mp4");
    const calls: unknown[] = [];
    video.seek = (position) => void calls.push(position);
    await stage.view["element.invoke"](1, 2, "seek", [1]);
    expect(calls).toEqual([1]);
  });

  it("reject with what the component says against it", async () => {
    await openVideo();
    await expect(stage.view["element.invoke"](1, 2, "playbackRate", [7])).rejects.toThrow("7 is no playback rate");
  });

  it.each([
    [2, "remove"],
    [2, "emit"],
    [2, "constructor"],
    [3, "play"],
  ])("refuse what node %s does not declare: %s", async (node, method) => {
    const video = await openVideo();
    await expect(stage.view["element.invoke"](1, node, method, [])).rejects.toThrow(`has no method "${method}"`);
    expect(video.isConnected).toBe(true);
  });

  it("hear on their root that a permission was taken back", async () => {
    const video = await openVideo();
    const heard: unknown[] = [];
    video.getRootNode().addEventListener("permissionrefused", (event) => heard.push((event as CustomEvent).detail));
    stage.view["permission.refused"]("scope.camera");
    expect(heard).toEqual([{ scope: "scope.camera" }]);
  });

  it("come to nothing where the node or the page is gone", async () => {
    await openVideo();
    expect(await stage.view["element.invoke"](1, 9, "play", [])).toBeUndefined();
    expect(await stage.view["element.invoke"](2, 2, "play", [])).toBeUndefined();
  });
});
