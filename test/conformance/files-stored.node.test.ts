import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataDir } from "../../src/node/host/index.ts";
import { filesStoredSuite } from "./files-stored.suite.ts";
import { createNodeStoredHost } from "./node-stored-host.ts";

describe("Node host", () => filesStoredSuite(createNodeStoredHost));

describe("Node host, after a process that was killed", () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "minihost-killed-"));
    await mkdir(join(dataDir, "usr/folder"), { recursive: true });
    await writeFile(join(dataDir, "usr/folder/log"), "one two thr");
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  const reopen = async (): Promise<void> => (await openDataDir({ dataDir })).close();

  it.each([
    ["takes back what it had appended", `{"path":"wxfile://usr/folder/log","lengthBytes":7}\n`, "one two"],
    [
      "keeps a file that it had not changed yet",
      `{"path":"wxfile://usr/folder/log","lengthBytes":11}\n`,
      "one two thr",
    ],
    ["knows that an append had not begun", `{"path":"wxfile://usr/folder/log","lengthB`, "one two thr"],
    ["does not mind a file that somebody removed", `{"path":"wxfile://usr/none","lengthBytes":3}\n`, "one two thr"],
  ])("%s", async (_what, record, expected) => {
    await writeFile(join(dataDir, "append"), record);
    await reopen();
    expect(await readFile(join(dataDir, "usr/folder/log"), "utf8")).toBe(expected);
    await reopen();
    expect(await readFile(join(dataDir, "usr/folder/log"), "utf8")).toBe(expected);
    expect(await readdir(join(dataDir, "usr"))).toEqual(["folder"]);
  });

  it("removes what was half made", async () => {
    await mkdir(join(dataDir, "work/removed"), { recursive: true });
    await writeFile(join(dataDir, "work/removed/a"), "x");
    await writeFile(join(dataDir, "work/b"), "x");
    await writeFile(join(dataDir, "storage.log.new"), "x");
    await reopen();
    expect((await readdir(dataDir)).toSorted()).toEqual([
      "append",
      "consent.log",
      "storage.log",
      "store",
      "usr",
      "work",
    ]);
    expect(await readdir(join(dataDir, "work"))).toEqual([]);
  });
});
