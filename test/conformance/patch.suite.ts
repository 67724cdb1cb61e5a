import { describe, expect, it } from "vitest";
import {
  ListenFlag,
  PatchError,
  PatchReader,
  PatchWriter,
  ROOT_NODE,
  type PatchTarget,
} from "../../src/core/protocol/index.ts";

/** A tree under test, and its nodes as text such as `<view#a.b c="1">x</view>`. */
export interface PatchTree<N> {
  target: PatchTarget<N>;
  root: N;
  /** The children of the root. */
  serialize(): string;
  /** Flags by which the node listens to an event. */
  flags(node: N, type: string): number | undefined;
  isModelBound(node: N, name: string): boolean;
}

/** The contract of everything that patches are applied to. */
export function patchSuite<N>(create: () => PatchTree<N>): void {
  const setup = (): PatchTree<N> & { writer: PatchWriter; reader: PatchReader<N>; apply: () => string } => {
    const tree = create();
    const writer = new PatchWriter();
    const reader = new PatchReader(tree.target, tree.root);
    const apply = (): string => {
      reader.apply(writer.take());
      return tree.serialize();
    };
    return { ...tree, writer, reader, apply };
  };
  const threeTexts = (writer: PatchWriter): void => {
    for (const [index, text] of ["a", "b", "c"].entries()) writer.createText(10 + index, text);
    writer.createElement(2, "view", false);
    writer.splice(2, 0, 0, [10, 11, 12]);
    writer.splice(ROOT_NODE, 0, 0, [2]);
  };

  describe("tree operations", () => {
    it("creates elements and texts and appends them", () => {
      const { writer, apply } = setup();
      threeTexts(writer);
      expect(apply()).toBe("<view>abc</view>");
    });

    it("inserts in front of a node", () => {
      const { writer, apply } = setup();
      threeTexts(writer);
      writer.createText(20, "x");
      writer.splice(2, 11, 0, [20]);
      expect(apply()).toBe("<view>axbc</view>");
    });

    it("removes nodes", () => {
      const { writer, apply } = setup();
      threeTexts(writer);
      writer.splice(2, 11, 2, []);
      expect(apply()).toBe("<view>a</view>");
    });

    it("replaces nodes by others", () => {
      const { writer, apply } = setup();
      threeTexts(writer);
      writer.createText(20, "x");
      writer.createText(21, "y");
      writer.splice(2, 10, 2, [20, 21]);
      expect(apply()).toBe("<view>xyc</view>");
    });

    it("moves a node that is in the tree", () => {
      const { writer, apply } = setup();
      threeTexts(writer);
      writer.splice(2, 10, 0, [12]);
      expect(apply()).toBe("<view>cab</view>");
    });

    it("changes a text", () => {
      const { writer, apply } = setup();
      threeTexts(writer);
      apply();
      writer.setText(11, "猫");
      expect(apply()).toBe("<view>a猫c</view>");
    });

    it("frees the number of a released node", () => {
      const { writer, reader, apply } = setup();
      threeTexts(writer);
      writer.splice(2, 12, 1, []);
      writer.release(12);
      writer.createText(12, "new");
      writer.splice(2, 0, 0, [12]);
      expect(apply()).toBe("<view>abnew</view>");
      expect(reader.size).toBe(5);
    });
  });

  describe("properties", () => {
    it("sets id, style scope, style, classes and attributes", () => {
      const { writer, apply } = setup();
      writer.createElement(2, "image", false);
      writer.splice(ROOT_NODE, 0, 0, [2]);
      writer.setId(2, "me");
      writer.setHost(2, "scope");
      writer.setStyle(2, "color: red;");
      writer.addClass(2, "one");
      writer.addClass(2, "two");
      writer.removeClass(2, "one");
      writer.setAttribute(2, "mode", "aspectFit");
      expect(apply()).toBe('<image id="me" host="scope" style="color: red;" class="two" mode="aspectFit"></image>');
    });

    it("clears classes and removes attributes", () => {
      const { writer, apply } = setup();
      writer.createElement(2, "image", false);
      writer.splice(ROOT_NODE, 0, 0, [2]);
      writer.addClass(2, "one");
      writer.setAttribute(2, "mode", "aspectFit");
      apply();
      writer.clearClasses(2);
      writer.removeAttribute(2, "mode");
      expect(apply()).toBe("<image></image>");
    });

    it("makes the host node of a component of any tag", () => {
      const { writer, apply } = setup();
      writer.createElement(2, "my-list", true);
      writer.splice(ROOT_NODE, 0, 0, [2]);
      expect(apply()).toBe("<my-list></my-list>");
    });

    it("notes what the app listens to and binds", () => {
      const { writer, reader, flags, isModelBound, apply } = setup();
      writer.createElement(2, "input", false);
      writer.splice(ROOT_NODE, 0, 0, [2]);
      writer.listen(2, "tap", ListenFlag.final);
      writer.listen(2, "tap", ListenFlag.capture);
      writer.bindModel(2, "value", true);
      apply();
      const node = reader.node(2);
      if (node === undefined) throw new Error("The node is not there");
      expect(flags(node, "tap")).toBe(ListenFlag.final | ListenFlag.capture);
      expect(flags(node, "input")).toBeUndefined();
      expect(isModelBound(node, "value")).toBe(true);
      writer.bindModel(2, "value", false);
      apply();
      expect(isModelBound(node, "value")).toBe(false);
    });
  });

  describe("a patch that breaks the protocol", () => {
    const broken: [title: string, write: (writer: PatchWriter) => void][] = [
      ["names a node that is not there", (writer) => writer.setId(99, "x")],
      ["uses a number twice", (writer) => [2, 2].forEach((node) => writer.createText(node, ""))],
      ["uses the number of the root", (writer) => writer.createText(ROOT_NODE, "")],
      ["releases the root", (writer) => writer.release(ROOT_NODE)],
      ["makes an element of a tag that is no name", (writer) => writer.createElement(2, "script src=x", false)],
      ["sets the text of an element", (writer) => (writer.createElement(2, "view", false), writer.setText(2, "x"))],
      [
        "splices at a node of another parent",
        (writer) => {
          threeTexts(writer);
          writer.splice(ROOT_NODE, 10, 0, []);
        },
      ],
      [
        "removes more nodes than there are",
        (writer) => {
          threeTexts(writer);
          writer.splice(2, 12, 2, []);
        },
      ],
      [
        "puts a node into itself",
        (writer) => {
          writer.createElement(2, "view", false);
          writer.splice(2, 0, 0, [2]);
        },
      ],
    ];
    it.each(broken)("is refused when it %s", (_title, write) => {
      const { writer, apply } = setup();
      write(writer);
      expect(apply).toThrow(PatchError);
    });

    it.each([
      ["an unknown operation", [77]],
      ["an operation without its operands", [1, 2]],
      ["a value that is not there", [5, 1, 3]],
      ["a negative count", [4, 1, 0, -1, 0]],
    ])("is refused with %s", (_title, operations) => {
      const { reader } = setup();
      expect(() => reader.apply({ operations: new Int32Array(operations), values: [] })).toThrow(PatchError);
    });

    it("is refused when a string is expected and another value comes", () => {
      const { writer, reader } = setup();
      writer.createElement(2, "view", false);
      reader.apply(writer.take());
      expect(() => reader.apply({ operations: new Int32Array([5, 2, 0]), values: [{ toString: () => "x" }] })).toThrow(
        PatchError,
      );
    });
  });
}
