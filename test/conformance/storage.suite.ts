import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CreateStoredHost, StoredHost } from "./stored-device.ts";

/** The contract of key/value storage. */
export function storageSuite(create: CreateStoredHost): void {
  let host: StoredHost;

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create();
  });
  afterEach(async () => {
    await host.close();
    vi.restoreAllMocks();
  });

  const set = (key: string, data: unknown): Promise<void> =>
    host.run(({ wx }, { key, data }) => wx.setStorageSync(key, data), { key, data });
  const get = (key: string): Promise<unknown> => host.run(({ wx }, key): unknown => wx.getStorageSync(key), key);
  const keys = (): Promise<string[]> => host.run(({ wx }) => wx.getStorageInfoSync().keys);

  it.each([
    ["a text", "text 猫😀\0 \ud83d"],
    ["an empty text", ""],
    ["a number", 1],
    ["a negative zero", -0],
    ["no number", Number.NaN],
    ["infinity", Number.NEGATIVE_INFINITY],
    ["a truth", true],
    ["an untruth", false],
    ["null", null],
    ["undefined", undefined],
    ["a date", new Date(1_700_000_000_123)],
    ["an array", [1, "2", [null]]],
    ["an object", { a: { b: [1, 2, { c: "猫" }] }, "": 0 }],
  ])("gives back %s, of the same type, also after a restart", async (_what, value) => {
    await set("key", value);
    expect(await get("key")).toEqual(value);
    await host.reopen();
    expect(await get("key")).toEqual(value);
    expect(await host.run(async ({ wx }): Promise<unknown> => (await wx.getStorage({ key: "key" })).data)).toEqual(
      value,
    );
  });

  it("keeps what JSON can say of an object, and nothing of a function", async () => {
    const values = await host.run(({ wx }) => {
      wx.setStorageSync("object", { a: undefined, b: () => 1, c: new Map([[1, 2]]), d: new Date(0), e: Number.NaN });
      wx.setStorageSync("function", () => 1);
      return [wx.getStorageSync("object"), wx.getStorageSync("function")] as unknown[];
    });
    expect(values).toEqual([{ c: {}, d: "1970-01-01T00:00:00.000Z", e: null }, undefined]);
  });

  it("keeps copies", async () => {
    const values = await host.run(({ wx }) => {
      const value = { list: [1] };
      wx.setStorageSync("key", value);
      value.list.push(2);
      const first = wx.getStorageSync("key") as typeof value;
      first.list.push(3);
      return [wx.getStorageSync("key"), wx.getStorageSync("key") === wx.getStorageSync("key")] as unknown[];
    });
    expect(values).toEqual([{ list: [1] }, false]);
  });

  it("sees at once what was set, by whatever call", async () => {
    const seen = await host.run(async ({ wx }) => {
      wx.setStorageSync("a", 1);
      const seen: unknown[] = [wx.getStorageSync("a")];
      await wx.setStorage({ key: "a", data: 2 });
      seen.push(wx.getStorageSync("a"));
      wx.setStorageSync("a", 3);
      seen.push((await wx.getStorage({ key: "a" })).data);
      await wx.removeStorage({ key: "a" });
      seen.push(wx.getStorageSync("a"), wx.getStorageInfoSync().keys.length);
      return seen;
    });
    expect(seen).toEqual([1, 2, 3, "", 0]);
  });

  it('has "" for a missing key, and fails the asynchronous call', async () => {
    expect(await get("none")).toBe("");
    const failure = { errMsg: "getStorage:fail data not found" };
    await expect(host.run(({ wx }) => wx.getStorage({ key: "none" }))).rejects.toMatchObject(failure);
  });

  it("answers the asynchronous calls with their names", async () => {
    const answers = await host.run(async ({ wx }) => [
      await wx.setStorage({ key: "a", data: [1] }),
      await wx.getStorage({ key: "a" }),
      await wx.getStorageInfo(),
      await wx.batchSetStorage({ kvList: [{ key: "b", value: 2 }] }),
      await wx.batchGetStorage({ keyList: ["b", "a", "none"] }),
      await wx.removeStorage({ key: "a" }),
      await wx.removeStorage({ key: "a" }),
      await wx.clearStorage(),
    ]);
    expect(answers).toEqual([
      { errMsg: "setStorage:ok" },
      { data: [1], errMsg: "getStorage:ok" },
      { keys: ["a"], currentSize: 1, limitSize: 10240, errMsg: "getStorageInfo:ok" },
      { errMsg: "batchSetStorage:ok" },
      { dataList: [2, [1], ""], errMsg: "batchGetStorage:ok" },
      { errMsg: "removeStorage:ok" },
      { errMsg: "removeStorage:ok" },
      { errMsg: "clearStorage:ok" },
    ]);
    expect(await keys()).toEqual([]);
  });

  it("removes and clears for good", async () => {
    await set("a", 1);
    await set("b", 2);
    await host.run(({ wx }) => wx.removeStorageSync("a"));
    await host.run(({ wx }) => wx.removeStorageSync("none"));
    await host.reopen();
    expect(await keys()).toEqual(["b"]);
    await host.run(({ wx }) => wx.clearStorageSync());
    await host.reopen();
    expect(await keys()).toEqual([]);
    expect(await get("b")).toBe("");
  });

  it("sets several keys together", async () => {
    const values = await host.run(({ wx }) => {
      wx.batchSetStorageSync([
        { key: "a", value: 1 },
        { key: "b", value: { c: 2 } },
        { key: "a", value: 3 },
      ]);
      return wx.batchGetStorageSync(["b", "none", "a"]);
    });
    expect(values).toEqual([{ c: 2 }, "", 3]);
    await host.reopen();
    expect(await keys()).toEqual(["a", "b"]);
  });

  it.each(["__proto__", "constructor", "a b", "猫", "../x", "a/b", "x".repeat(1000)])(
    "takes the key %s",
    async (key) => {
      await set(key, key);
      await host.reopen();
      expect(await get(key)).toBe(key);
      expect(await keys()).toEqual([key]);
    },
  );

  it("counts keys and values in KB, rounded up", async () => {
    const info = (): Promise<object> => host.run(({ wx }) => wx.getStorageInfoSync());
    expect(await info()).toEqual({ keys: [], currentSize: 0, limitSize: 10240 });
    await set("a", "x".repeat(1023));
    expect(await info()).toEqual({ keys: ["a"], currentSize: 1, limitSize: 10240 });
    await set("a", "猫".repeat(342));
    expect(await info()).toEqual({ keys: ["a"], currentSize: 2, limitSize: 10240 });
  });

  describe("the limits", () => {
    const MEGABYTE = 1024 * 1024;
    const setLong = (key: string, length: number): Promise<void> =>
      host.run(({ wx }, { key, length }) => wx.setStorageSync(key, "x".repeat(length)), { key, length });

    it("are 1 MB for a value, and it changes nothing to exceed them", async () => {
      await setLong("a", MEGABYTE);
      const message = "setStorageSync:fail exceed storage max size of a single key 1Mb";
      await expect(setLong("a", MEGABYTE + 1)).rejects.toMatchObject({ message, errMsg: message });
      expect(String(await get("a"))).toHaveLength(MEGABYTE);
    });

    it("are 10 MB in all, and a batch goes in as a whole or not at all", async () => {
      for (const name of "abcdefghi") await setLong(name, MEGABYTE);
      await setLong("j", MEGABYTE - 10);
      await setLong("a", MEGABYTE);
      await expect(set("k", "x".repeat(10))).rejects.toMatchObject({
        errMsg: "setStorageSync:fail exceed storage max size 10Mb",
      });
      const batch = host.run(({ wx }) =>
        wx.batchSetStorage({
          kvList: ["b", "k"].map((key) => ({ key, value: "y".repeat(key === "b" ? 1 : 1048576) })),
        }),
      );
      await expect(batch).rejects.toMatchObject({ errMsg: "batchSetStorage:fail exceed storage max size 10Mb" });
      expect(await keys()).toEqual("abcdefghij".split(""));
      expect(String(await get("b"))).toHaveLength(MEGABYTE);
      await host.run(({ wx }) => wx.removeStorageSync("b"));
      await set("k", "x".repeat(10));
      await host.reopen();
      expect(await get("k")).toBe("x".repeat(10));
    });

    it("are those of what is there, however often it changes", async () => {
      const bytes = await host.run(({ wx, storageLog }) => {
        for (let round = 0; round < 40; round += 1) wx.setStorageSync("a", String(round).padEnd(200_000));
        return storageLog.readSync().length;
      });
      expect(bytes).toBeLessThan(2_000_000);
      expect(await get("a")).toBe("39".padEnd(200_000));
      await host.reopen();
      expect(await get("a")).toBe("39".padEnd(200_000));
    });
  });

  it("drops a record that was torn, and keeps those before and after it", async () => {
    await set("a", 1);
    await set("b", 2);
    await host.run(({ storageLog }) => {
      const bytes = storageLog.readSync();
      storageLog.replaceSync(bytes.subarray(0, bytes.length - 3));
    });
    await host.reopen();
    expect(await keys()).toEqual(["a"]);
    await set("c", 3);
    await host.reopen();
    expect(await keys()).toEqual(["a", "c"]);
  });

  describe("failures", () => {
    it.each([
      ["setStorage", { key: 1, data: 1 }, "parameter error: parameter.key should be String instead of Number;", 1001],
      ["setStorage", { data: 1 }, "parameter error: parameter.key should be String instead of Undefined;", 1001],
      ["setStorage", { key: "", data: 1 }, "parameter error: parameter.key should not be empty", 1001],
      ["setStorage", { key: "a", data: 1, encrypt: true }, "not supported", 100],
      ["getStorage", { key: "a", encrypt: true }, "not supported", 100],
      ["batchSetStorage", {}, "parameter error: parameter.kvList should be Array instead of Undefined;", 1001],
      [
        "batchSetStorage",
        { kvList: [{ key: 1, value: 1 }] },
        "parameter error: parameter.kvList[0].key should be String instead of Number;",
        1001,
      ],
      [
        "batchGetStorage",
        { keyList: ["a", 1] },
        "parameter error: parameter.keyList[1] should be String instead of Number;",
        1001,
      ],
    ] as const)("%s(%j) is refused", async (name, options, reason, errno) => {
      const calling = host.run(
        ({ wx }, { name, options }) => Reflect.apply(wx[name], undefined, [options]) as Promise<unknown>,
        { name, options },
      );
      await expect(calling).rejects.toMatchObject({ errMsg: `${name}:fail ${reason}`, errno });
      expect(await keys()).toEqual([]);
    });

    it("are thrown by the synchronous calls", async () => {
      const message = "setStorageSync:fail parameter error: parameter.key should be String instead of Number;";
      await expect(set(1 as never, 1)).rejects.toMatchObject({ message, errno: 1001 });
      const circular = host.run(({ wx }) => {
        const value: Record<string, unknown> = {};
        value["self"] = value;
        wx.setStorageSync("a", value);
      });
      await expect(circular).rejects.toMatchObject({ message: "setStorageSync:fail data can not be serialized" });
      expect(await keys()).toEqual([]);
    });
  });

  it("can be used, but for encryption", async () => {
    const schemas = ["setStorage", "getStorageSync", "getStorageInfo.success.keys", "setStorage.object.encrypt"];
    const answers = await host.run(({ wx }, schemas) => schemas.map((schema) => wx.canIUse(schema)), schemas);
    expect(answers).toEqual([true, true, true, false]);
  });
}
