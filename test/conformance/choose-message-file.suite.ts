import { afterEach, beforeEach, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { samplePng } from "./sample-bytes.ts";

/** A file that a person has. */
export interface OfferedFile {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  modifiedMs: number;
}

/** A device whose person does what the test says. */
export interface ChooseMessageFileHost {
  readonly wx: Pick<Wx, "chooseMessageFile">;
  /** Lets the person choose all of these that may be chosen, in this order, when the chooser opens next. */
  choose(files: readonly OfferedFile[]): Promise<void>;
  /** Lets the person close the chooser that opens next. */
  cancel(): void;
  read(path: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The contract of `wx.chooseMessageFile`. */
export function chooseMessageFileSuite(create: () => Promise<ChooseMessageFileHost>): void {
  let host: ChooseMessageFileHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);
  const report: OfferedFile = {
    name: "报告.PDF",
    type: "application/pdf",
    bytes: text("%PDF-"),
    modifiedMs: 1_700_000_000_500,
  };
  const notes: OfferedFile = {
    name: "notes.txt",
    type: "text/plain",
    bytes: text("notes"),
    modifiedMs: 1_600_000_000_000,
  };
  const photo: OfferedFile = {
    name: "photo.png",
    type: "image/png",
    bytes: samplePng(3, 3),
    modifiedMs: 1_500_000_000_000,
  };
  const film: OfferedFile = { name: "film.mp4", type: "video/mp4", bytes: text("film"), modifiedMs: 1_400_000_000_000 };
  const names = async (options: { count: number; type?: string; extension?: string[] }): Promise<string[]> => {
    await host.choose([report, notes, photo, film]);
    return (await host.wx.chooseMessageFile(options)).tempFiles.map(({ name }) => name);
  };

  it("tells of each file its name, kind, size and time, and hands it over byte for byte", async () => {
    await host.choose([report, photo]);
    const { tempFiles, errMsg } = await host.wx.chooseMessageFile({ count: 5 });
    expect(errMsg).toBe("chooseMessageFile:ok");
    expect(tempFiles).toEqual([
      {
        path: expect.stringMatching(/^wxfile:\/\/tmp\/.+\.pdf$/),
        name: "报告.PDF",
        size: 5,
        type: "file",
        time: 1_700_000_000,
      },
      {
        path: expect.stringMatching(/^wxfile:\/\/tmp\/.+\.png$/),
        name: "photo.png",
        size: photo.bytes.length,
        type: "image",
        time: 1_500_000_000,
      },
    ]);
    expect(await host.read(tempFiles[1]?.path ?? "")).toEqual(photo.bytes);
  });

  it.each([
    [{ count: 9, type: "all" }, ["报告.PDF", "notes.txt", "photo.png", "film.mp4"]],
    [{ count: 9, type: "image" }, ["photo.png"]],
    [{ count: 9, type: "video" }, ["film.mp4"]],
    [{ count: 9, type: "file" }, ["报告.PDF", "notes.txt"]],
    [{ count: 9, type: "file", extension: ["txt"] }, ["notes.txt"]],
    [{ count: 9, type: "file", extension: [".pdf", "DOCX"] }, ["报告.PDF"]],
    [{ count: 9, type: "image", extension: ["txt"] }, ["photo.png"]],
    [{ count: 2 }, ["报告.PDF", "notes.txt"]],
  ])("hands over what %o asks for", async (options, expected) => {
    expect(await names(options)).toEqual(expected);
  });

  it("asks nobody for no files", async () => {
    expect(await host.wx.chooseMessageFile({ count: 0 })).toEqual({ tempFiles: [], errMsg: "chooseMessageFile:ok" });
  });

  it.each([
    [{ count: 101 }, "parameter.count should be from 0 to 100"],
    [{ count: -1 }, "parameter.count should be from 0 to 100"],
    [{ count: 1, type: "file", extension: [""] }, "parameter.extension should have no empty string"],
  ])("refuses %o", async (options, reason) => {
    await expect(host.wx.chooseMessageFile(options)).rejects.toMatchObject({
      errMsg: `chooseMessageFile:fail parameter error: ${reason}`,
    });
  });

  it("fails with cancel when the person closes the chooser", async () => {
    host.cancel();
    const failure = { errMsg: "chooseMessageFile:fail cancel", errno: 1 };
    await expect(host.wx.chooseMessageFile({ count: 1 })).rejects.toEqual(failure);
  });
}
