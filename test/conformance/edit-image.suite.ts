import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import type { ImageEdit, PixelRectangle } from "../../src/core/ports/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { samplePhoto, STORED_QUARTERS, type Quarters } from "../support/sample-photo.ts";
import { samplePng } from "./sample-bytes.ts";

/** What a picture shows, decoded as it is stored. */
export interface DecodedPicture {
  width: number;
  height: number;
  /** Name of the colour of a pixel. */
  at(x: number, y: number): string;
}

/** A device whose person edits as the test says. */
export interface EditImageHost {
  readonly wx: Pick<Wx, "cropImage" | "editImage" | "getImageInfo">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedPicture>;
  toPng(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** What the person does with the next picture that is cropped: they move it, take what is offered, or close the editor. */
  answerCrop(answer: PixelRectangle | "done" | "cancel"): void;
  /** What the person does with the next picture that is edited; strokes are black lines. */
  answerEdit(answer: Partial<ImageEdit> | "cancel"): void;
  close(): Promise<void>;
}

/** A GIF with two frames of one pixel. */
const ANIMATED_GIF = Uint8Array.from(
  atob("R0lGODlhAQABAPAAAP8AAAAA/yH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJMAQA7"),
  (character) => character.charCodeAt(0),
);
const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

/** The contract of `wx.cropImage` and `wx.editImage`. */
export function editImageSuite(create: () => Promise<EditImageHost>): void {
  let host: EditImageHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const crop = (src: string, cropScale: string): Promise<object> => {
    const { success, fail, complete, completed } = recordCallbacks();
    host.wx.cropImage({ src, cropScale, success, fail, complete });
    return completed;
  };
  const edit = (src: string): Promise<object> => {
    const { success, fail, complete, completed } = recordCallbacks();
    host.wx.editImage({ src, success, fail, complete });
    return completed;
  };
  const pathOf = (result: object): string => {
    expect(result).toHaveProperty("tempFilePath");
    return (result as { tempFilePath: string }).tempFilePath;
  };
  const look = async (path: string) => {
    const bytes = await host.read(path);
    const { width, height, at } = await host.decode(bytes);
    const [left, right] = [Math.floor(width / 4), Math.floor((width * 3) / 4)];
    const [top, bottom] = [Math.floor(height / 4), Math.floor((height * 3) / 4)];
    const quarters: Quarters = [at(left, top), at(right, top), at(left, bottom), at(right, bottom)];
    const { type, orientation } = await host.wx.getImageInfo({ src: path });
    return { bytes, width, height, at, quarters, type, orientation };
  };

  describe("cropImage", () => {
    it("gives the part of the picture that was chosen, as a new file", async () => {
      const photo = await samplePhoto(1);
      const src = await host.add(photo, "jpg");
      host.answerCrop({ left: 85, top: 5, width: 70, height: 70 });
      const result = await crop(src, "1:1");
      expect(result).toEqual({
        tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp\/.+\.jpg$/),
        errMsg: "cropImage:ok",
      });
      expect(pathOf(result)).not.toBe(src);
      expect(await look(pathOf(result))).toMatchObject({
        width: 70,
        height: 70,
        quarters: ["green", "green", "white", "white"],
        type: "jpeg",
        orientation: "up",
      });
      expect(await host.read(src)).toEqual(photo);
    });

    it.each([
      ["1:1", 80, 80],
      ["3:4", 60, 80],
      ["4:3", 107, 80],
      ["4:5", 64, 80],
      ["5:4", 100, 80],
      ["9:16", 45, 80],
      ["16:9", 142, 80],
    ])("offers the largest part of %s in the middle of the picture", async (cropScale, width, height) => {
      host.answerCrop("done");
      const cropped = await look(pathOf(await crop(await host.add(await samplePhoto(1), "jpg"), cropScale)));
      expect(cropped).toMatchObject({ width, height, quarters: STORED_QUARTERS });
    });

    it("goes by the picture as it is shown, also where it is stored on its side", async () => {
      const src = await host.add(await samplePhoto(6), "jpg");
      host.answerCrop({ left: 0, top: 80, width: 80, height: 80 });
      expect(await look(pathOf(await crop(src, "1:1")))).toMatchObject({
        width: 80,
        height: 80,
        quarters: ["white", "green", "white", "green"],
        orientation: "up",
      });
    });

    it("keeps a PNG a PNG", async () => {
      const src = await host.add(await host.toPng(await samplePhoto(1)), "png");
      host.answerCrop({ left: 0, top: 0, width: 64, height: 36 });
      const path = pathOf(await crop(src, "16:9"));
      expect(path).toMatch(/\.png$/);
      expect(await look(path)).toMatchObject({
        width: 64,
        height: 36,
        quarters: ["red", "red", "red", "red"],
        type: "png",
      });
    });

    it("fails when the person closes the editor", async () => {
      const src = await host.add(await samplePhoto(1), "jpg");
      host.answerCrop("cancel");
      expect(await crop(src, "1:1")).toEqual({ errMsg: "cropImage:fail cancel", errno: 1 });
    });

    it("waits while another editor is open", async () => {
      const src = await host.add(await samplePhoto(1), "jpg");
      host.answerCrop("cancel");
      host.answerCrop("done");
      const ends = await Promise.all([crop(src, "1:1"), crop(src, "4:3")]);
      expect(ends).toMatchObject([{ errMsg: "cropImage:fail cancel" }, { errMsg: "cropImage:ok" }]);
    });

    it.each(["2:1", "16/9", "", "toString"])('refuses the cropScale "%s"', async (cropScale) => {
      const src = await host.add(await samplePhoto(1), "jpg");
      expect(await crop(src, cropScale)).toEqual({
        errMsg:
          "cropImage:fail parameter error: parameter.cropScale should be one of 1:1, 3:4, 4:3, 4:5, 5:4, 9:16, 16:9",
        errno: 1001,
      });
    });

    it("refuses a call without a picture", async () => {
      const { fail, complete, completed } = recordCallbacks();
      Reflect.apply(host.wx.cropImage, undefined, [{ fail, complete }]);
      expect(await completed).toEqual({
        errMsg:
          "cropImage:fail parameter error: parameter.src should be String instead of Undefined;" +
          "parameter.cropScale should be String instead of Undefined;",
        errno: 1001,
      });
    });

    it("returns no promise", () => {
      expect(host.wx.cropImage({ src: "none.jpg", cropScale: "1:1" })).toBeUndefined();
    });
  });

  describe("editImage", () => {
    it.each([
      ["a photograph", "jpg", (): Promise<Uint8Array<ArrayBuffer>> => samplePhoto(1)],
      ["an animation", "gif", async (): Promise<Uint8Array<ArrayBuffer>> => ANIMATED_GIF],
    ])("gives a copy of %s that stays as it is", async (_name, extension, bytes) => {
      const src = await host.add(await bytes(), extension);
      host.answerEdit({});
      const path = pathOf(await edit(src));
      expect(path).not.toBe(src);
      expect(path.endsWith(`.${extension}`)).toBe(true);
      expect(await host.read(path)).toEqual(await bytes());
    });

    it("makes a photograph upright that is stored on its side", async () => {
      host.answerEdit({});
      expect(await look(pathOf(await edit(await host.add(await samplePhoto(6), "jpg"))))).toMatchObject({
        width: 80,
        height: 160,
        quarters: ["blue", "red", "white", "green"],
        orientation: "up",
      });
    });

    it.each([
      [1, 80, 160, ["blue", "red", "white", "green"]],
      [2, 160, 80, ["white", "blue", "green", "red"]],
      [3, 80, 160, ["green", "white", "red", "blue"]],
    ])("turns the picture %d times, clockwise", async (quarterTurns, width, height, quarters) => {
      host.answerEdit({ quarterTurns });
      const edited = await look(pathOf(await edit(await host.add(await samplePhoto(1), "jpg"))));
      expect(edited).toMatchObject({ width, height, quarters });
    });

    it("crops to any size", async () => {
      host.answerEdit({ crop: { left: 90, top: 41, width: 60, height: 20 } });
      const edited = await look(pathOf(await edit(await host.add(await samplePhoto(1), "jpg"))));
      expect(edited).toMatchObject({ width: 60, height: 20, quarters: ["white", "white", "white", "white"] });
    });

    it("draws lines over the picture", async () => {
      host.answerEdit({ strokes: [blackLine([20, 20], [140, 20])] });
      const { width, height, at } = await look(
        pathOf(await edit(await host.add(await host.toPng(await samplePhoto(1)), "png"))),
      );
      expect([width, height]).toEqual([160, 80]);
      expect([at(10, 20), at(40, 20), at(120, 20), at(40, 60)]).toEqual(["red", "black", "black", "blue"]);
    });

    it("draws, crops and turns a photograph that is stored on its side", async () => {
      // Upright, it has 80 × 160 pixels: blue, red, white, green.
      const src = await host.add(await host.toPng(await samplePhoto(6)), "png");
      host.answerEdit({
        crop: { left: 0, top: 40, width: 80, height: 80 },
        strokes: [blackLine([20, 50], [20, 110])],
        quarterTurns: 1,
      });
      const { width, height, at, quarters } = await look(pathOf(await edit(src)));
      expect([width, height]).toEqual([80, 80]);
      expect([at(5, 30), at(75, 30), at(5, 70), at(75, 70)]).toEqual(["white", "blue", "green", "red"]);
      expect(quarters.slice(0, 2)).toEqual(["black", "black"]);
    });

    it("fails when the person closes the editor", async () => {
      const src = await host.add(await samplePhoto(1), "jpg");
      host.answerEdit("cancel");
      expect(await edit(src)).toEqual({ errMsg: "editImage:fail cancel", errno: 1 });
    });
  });

  describe.each(["cropImage", "editImage"] as const)("%s", (name) => {
    const call = (src: string): Promise<object> => (name === "cropImage" ? crop(src, "1:1") : edit(src));

    it.each([
      ["no picture", () => text("no picture at all"), "image decode fail"],
      ["a picture that ends early", () => samplePng(64, 64), "image decode fail"],
      [
        "a drawing",
        () => text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>'),
        "image decode fail",
      ],
      ["0 bytes", () => new Uint8Array(0), "src image file size zero"],
    ])("fails for %s", async (_name, bytes, reason) => {
      expect(await call(await host.add(bytes(), "png"))).toEqual({ errMsg: `${name}:fail ${reason}` });
    });

    it.each(["wxfile://tmp/none.jpg", "images/none.jpg", "http://127.0.0.1/a.jpg", ""])(
      'fails for "%s", where there is no file',
      async (src) => {
        expect(await call(src)).toEqual({ errMsg: `${name}:fail file doesn't exist`, errno: 1300002 });
      },
    );
  });
}

function blackLine([x1, y1]: [number, number], [x2, y2]: [number, number]): ImageEdit["strokes"][number] {
  const points = [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ];
  return { colour: "#000000", widthPixels: 4, points };
}
