import { describe, expect, it } from "vitest";
import type { Disk, DiskFile, SealedBlob } from "./disk.ts";
import type { Draft } from "./draft.ts";
import { StoredFile } from "./stored-file.ts";
import { isDirectory, type Names, type TreeNode } from "./tree.ts";
import { Volume } from "./volume.ts";

/** A disk in memory that is taken away after so many steps: a byte written is one, and each other call. */
class FrailDisk implements Disk {
  files = new Map<string, Uint8Array>();
  readonly sealed = new Map<string, Blob>();
  steps = 0;
  limit = Infinity;
  readonly #flushed = new Map<string, Uint8Array>();
  #lastName = 0;

  /** Forgets what was not flushed, as a machine does whose power fails. */
  forget(): void {
    this.files = new Map(this.#flushed);
  }

  async open(name: string): Promise<DiskFile> {
    return {
      getSize: () => this.#bytes(name).length,
      read: (target, options) => {
        const part = this.#bytes(name).subarray(options.at, options.at + target.byteLength);
        target.set(part);
        return part.length;
      },
      write: (bytes, options) => {
        const at = options.at;
        const allowed = Math.min(bytes.byteLength, this.limit - this.steps);
        const old = this.#bytes(name);
        const changed = new Uint8Array(Math.max(old.length, at + allowed));
        changed.set(old);
        changed.set(bytes.subarray(0, allowed), at);
        if (allowed > 0) this.files.set(name, changed);
        this.#step(bytes.byteLength);
        return bytes.byteLength;
      },
      truncate: (length) => {
        this.#step(1);
        const changed = new Uint8Array(length);
        changed.set(this.#bytes(name).subarray(0, length));
        this.files.set(name, changed);
      },
      flush: () => {
        this.#step(1);
        this.#flushed.set(name, this.#bytes(name));
      },
    };
  }

  async seal(blob: Blob): Promise<SealedBlob> {
    this.#step(1);
    const name = `sealed-${(this.#lastName += 1)}`;
    this.sealed.set(name, blob);
    return { name, blob };
  }

  async draft(): Promise<Draft<SealedBlob>> {
    this.#step(1);
    const name = `sealed-${(this.#lastName += 1)}`;
    this.sealed.set(name, new TextBlob(""));
    let text = "";
    return {
      add: (bytes) => {
        this.#step(bytes.length);
        text += new TextDecoder().decode(bytes);
      },
      end: async () => {
        this.#step(1);
        const blob = new TextBlob(text);
        this.sealed.set(name, blob);
        return { name, blob };
      },
      discard: () => this.removeSealed(name),
    };
  }

  async loadSealed(names: ReadonlySet<string>): Promise<Map<string, Blob>> {
    for (const name of this.sealed.keys()) if (!names.has(name)) this.sealed.delete(name);
    return new Map(this.sealed);
  }

  async removeSealed(name: string): Promise<void> {
    this.#step(1);
    this.sealed.delete(name);
  }

  async saved(): Promise<void> {}
  close(): void {}

  #step(count: number): void {
    this.steps = Math.min(this.limit, this.steps + count);
    if (this.steps === this.limit) throw new Error("killed");
  }

  #bytes(name: string): Uint8Array {
    return this.files.get(name) ?? new Uint8Array();
  }
}

/** Text in handles that can be read synchronously, which those of Node can't. */
class TextBlob extends Blob {
  readonly text_: string;
  constructor(text: string) {
    super([text]);
    this.text_ = text;
  }
  override slice(from: number, to: number): TextBlob {
    return new TextBlob(this.text_.slice(from, to));
  }
}

const platform = {
  reader: { readAsArrayBuffer: (blob: Blob) => bytesOf((blob as TextBlob).text_).buffer },
  Blob,
};

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

const openVolume = (disk: Disk): Promise<Volume> => Volume.open(disk, ["store", "usr"], platform);

function fileAt(volume: Volume, names: Names): StoredFile {
  const file = volume.find(names);
  if (file instanceof StoredFile) return file;
  throw new Error(`There is no file ${names.join("/")}`);
}

/** Everything in a volume, as text by path. */
function contentOf(volume: Volume): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (node: TreeNode | undefined, path: string): void => {
    if (isDirectory(node)) {
      found[`${path}/`] = "";
      for (const [name, child] of node.entries) visit(child, `${path}/${name}`);
    } else if (node !== undefined) {
      const bytes = new Uint8Array(node.sizeBytes);
      volume.read(node, bytes, 0);
      found[path] = new TextDecoder().decode(bytes);
    }
  };
  visit(volume.find(["usr"]), "usr");
  visit(volume.find(["store"]), "store");
  return found;
}

const put = (path: string, text: string) => (volume: Volume) => volume.put(path.split("/"), [bytesOf(text)]);
const edit = (path: string, work: (volume: Volume, file: StoredFile) => void) => (volume: Volume) =>
  work(volume, fileAt(volume, path.split("/")));

/** Makes a file without a path, of a piece for each text. */
async function make(volume: Volume, ...texts: string[]): Promise<StoredFile> {
  const draft = await volume.draft();
  if (draft === undefined) throw new Error("The disk takes content only as a whole");
  for (const text of texts) draft.add(bytesOf(text));
  return draft.end();
}

/** Changes of every kind; each is all or nothing. */
const changes: readonly ((volume: Volume) => void | Promise<void>)[] = [
  put("usr/a", "first content of a"),
  (volume) => volume.makeDirectory(["usr", "d"]),
  put("usr/d/b", "b"),
  edit("usr/a", (volume, file) => volume.append(file, bytesOf(", and more"))),
  (volume) => volume.putBlob(["store", "large"], new TextBlob("large content"), () => {}),
  edit("store/large", (volume, file) => volume.duplicate(file, ["usr", "large"])),
  edit("usr/large", (volume, file) => volume.append(file, bytesOf("!"))),
  (volume) => volume.remove(["store", "large"]),
  edit("usr/large", (volume, file) => volume.truncate(file, 5)),
  put("usr/a", "second"),
  edit("usr/a", (volume, file) => volume.truncate(file, 9)),
  (volume) => volume.move(["usr", "d"], ["usr", "e"]),
  (volume) => volume.move(["usr", "a"], ["usr", "e", "b"]),
  edit("usr/e/b", (volume, file) => volume.append(file, bytesOf("x".repeat(40)))),
  put("usr/c", "c"),
  (volume) => volume.remove(["usr", "e"]),
  put("usr/z", ""),
  async (volume) => {
    const file = await make(volume, "in ", "pieces");
    volume.duplicate(file, ["store", "pieces"]);
    volume.unuse(file);
  },
];

describe("a volume", () => {
  it.each([
    ["the process is killed", false],
    ["the power fails", true],
  ])("is in the old or the new state wherever %s, and loses no change that returned", async (_event, isForgetful) => {
    const states: Record<string, string>[] = [];
    const whole = new FrailDisk();
    const model = await openVolume(whole);
    states.push(contentOf(model));
    for (const change of changes) {
      await change(model);
      states.push(contentOf(model));
    }
    for (let limit = 1; limit < whole.steps; limit += 1) {
      const disk = new FrailDisk();
      disk.limit = limit;
      let returned = -1;
      try {
        const volume = await openVolume(disk);
        for (const change of changes) {
          returned += 1;
          await change(volume);
        }
      } catch (error) {
        if (!(error instanceof Error && error.message === "killed")) throw error;
      }
      disk.limit = Infinity;
      if (isForgetful) disk.forget();
      const found = contentOf(await openVolume(disk));
      expect([states[Math.max(0, returned)], states[returned + 1]], `cut off at ${limit}`).toContainEqual(found);
    }
  });

  it("sees what was written at once, and keeps it from the flush on", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    put("usr/a", "0123456789")(volume);
    const file = fileAt(volume, ["usr", "a"]);
    volume.write(file, bytesOf("AB"), 3);
    volume.write(file, bytesOf("C"), 12);
    expect(contentOf(volume)["usr/a"]).toBe("012AB56789\0\0C");
    volume.flush(file);
    expect(contentOf(await openVolume(disk))["usr/a"]).toBe("012AB56789\0\0C");
  });

  it("writes over a part of sealed content without copying the rest", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    await volume.putBlob(["usr", "a"], new TextBlob("x".repeat(100_000)), () => {});
    const file = fileAt(volume, ["usr", "a"]);
    volume.write(file, bytesOf("middle"), 50_000);
    volume.flush(file);
    expect(disk.files.get("arena")?.length).toBe(6);
    const text = contentOf(await openVolume(disk))["usr/a"];
    expect(text).toBe(`${"x".repeat(50_000)}middle${"x".repeat(49_994)}`);
  });

  it("gives up sealed content with the last file that has it", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    await volume.putBlob(["usr", "a"], new TextBlob("content"), () => {});
    volume.duplicate(fileAt(volume, ["usr", "a"]), ["usr", "b"]);
    volume.remove(["usr", "a"]);
    expect(disk.sealed.size).toBe(1);
    const file = fileAt(volume, ["usr", "b"]);
    volume.use(file);
    volume.remove(["usr", "b"]);
    expect(disk.sealed.size).toBe(1);
    volume.unuse(file);
    expect(disk.sealed.size).toBe(0);
  });

  it("has a file that was written in pieces under no path, until its last user goes or it gets one", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    const [kept, dropped] = [await make(volume, "some ", "content"), await make(volume, "other")];
    expect(await volume.blob(kept).text()).toBe("some content");
    expect(contentOf(volume)).toEqual({ "usr/": "", "store/": "" });
    volume.unuse(dropped);
    expect(disk.sealed.size).toBe(1);
    volume.duplicate(kept, ["usr", "a"]);
    volume.unuse(kept);
    expect(contentOf(await openVolume(disk))["usr/a"]).toBe("some content");
    expect(disk.sealed.size).toBe(1);
  });

  it("collects what was written in pieces and has no path, when it is opened again", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    await make(volume, "whole");
    await volume.draft();
    await (await volume.draft())?.discard();
    expect(disk.sealed.size).toBe(2);
    await openVolume(disk);
    expect(disk.sealed.size).toBe(0);
  });

  it("uses the room of what went again", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    for (let round = 0; round < 50; round += 1) {
      put("usr/a", "x".repeat(1000))(volume);
      edit("usr/a", (_, file) => volume.append(file, bytesOf("y".repeat(1000))))(volume);
    }
    expect(disk.files.get("arena")?.length).toBeLessThan(8000);
    volume.remove(["usr", "a"]);
    put("usr/b", "z")(await openVolume(disk));
    expect(contentOf(await openVolume(disk))).toEqual({ "usr/": "", "usr/b": "z", "store/": "" });
  });

  it("keeps its log short, with files that were open meanwhile", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    put("usr/open", "")(volume);
    const open = fileAt(volume, ["usr", "open"]);
    volume.use(open);
    for (let round = 0; round < 3000; round += 1) {
      put(`usr/${round % 10}`, String(round))(volume);
      volume.write(open, bytesOf("x"), round);
    }
    volume.flush(open);
    const bytes = ["index.0", "index.1"].reduce((sum, name) => sum + (disk.files.get(name)?.length ?? 0), 0);
    expect(bytes).toBeLessThan(200_000);
    const found = contentOf(await openVolume(disk));
    expect(found["usr/9"]).toBe("2999");
    expect(found["usr/open"]).toBe("x".repeat(3000));
  });

  it("changes nothing when there is no room", async () => {
    const disk = new FrailDisk();
    const volume = await openVolume(disk);
    put("usr/a", "content")(volume);
    const before = contentOf(volume);
    for (const change of [
      put("usr/b", "x".repeat(100)),
      put("usr/a", "other"),
      edit("usr/a", (_, file) => volume.append(file, bytesOf("x".repeat(100)))),
      edit("usr/a", (_, file) => volume.truncate(file, 3)),
      (opened: Volume) => opened.remove(["usr", "a"]),
    ]) {
      disk.limit = disk.steps + 3;
      expect(() => change(volume)).toThrow("killed");
      disk.limit = Infinity;
      expect(contentOf(volume)).toEqual(before);
    }
    put("usr/c", "c")(volume);
    expect(contentOf(await openVolume(disk))).toEqual({ ...before, "usr/c": "c" });
  });
});
