import type { Disk, DiskFile, SealedBlob } from "./disk.ts";
import { MemoryFile } from "./memory-file.ts";
import { requireReadable } from "./readable.ts";
import { openElsewhere } from "./volume-error.ts";

/** What this disk needs of the Worker. */
export interface IndexedDbPlatform {
  indexedDB: IDBFactory;
  IDBKeyRange: typeof IDBKeyRange;
}

/**
 * A disk in a database, for browsers that open no files synchronously. Its files are in memory; what is flushed is written behind, in
 * order, and all of a flush or nothing of it. So what `flush` promises elsewhere, only {@link Disk.saved} promises here.
 *
 * One at a time: when the database is opened once more, the disk that was opened before keeps nothing from then on.
 */
export async function openIndexedDbDisk(
  platform: IndexedDbPlatform,
  name: string,
  newName: () => string,
): Promise<Disk> {
  const opening = platform.indexedDB.open(name, 1);
  opening.addEventListener("upgradeneeded", () => {
    for (const store of STORES) opening.result.createObjectStore(store);
  });
  const disk = new IndexedDbDisk(await answerOf(opening), platform.IDBKeyRange, newName);
  await disk.own();
  return disk;
}

/** Pages by the name of their file and their number; lengths of files by name; sealed content by name; who owns the disk. */
const STORES = ["pages", "lengths", "sealed", "owner"] as const;

class IndexedDbDisk implements Disk {
  readonly #database: IDBDatabase;
  readonly #range: typeof IDBKeyRange;
  readonly #newName: () => string;
  readonly #owner: string;
  readonly #files = new Map<string, MemoryFile>();
  #saving: Promise<void> = Promise.resolve();
  /** Why what was flushed could not be kept. */
  #failure: unknown;

  constructor(database: IDBDatabase, range: typeof IDBKeyRange, newName: () => string) {
    this.#database = database;
    this.#range = range;
    this.#newName = newName;
    this.#owner = newName();
  }

  /** Makes this the one disk that may write. */
  async own(): Promise<void> {
    const transaction = this.#database.transaction("owner", "readwrite", { durability: "strict" });
    transaction.objectStore("owner").put(this.#owner, "owner");
    await endOf(transaction);
  }

  async open(name: string): Promise<DiskFile> {
    const transaction = this.#database.transaction(["pages", "lengths"]);
    const range = this.#range.bound([name], [name, []]);
    const [length, keys, pages] = await Promise.all([
      answerOf<number | undefined>(transaction.objectStore("lengths").get(name)),
      answerOf(transaction.objectStore("pages").getAllKeys(range)),
      answerOf<Uint8Array<ArrayBuffer>[]>(transaction.objectStore("pages").getAll(range)),
    ]);
    const numbered = pages.map((page, index) => [(keys[index] as [string, number])[1], page] as const);
    const file = new MemoryFile(length ?? 0, numbered, () => this.#save());
    this.#files.set(name, file);
    return file;
  }

  async seal(content: Blob): Promise<SealedBlob> {
    // Chromium may keep what it can't read without a word.
    await requireReadable(content);
    const name = this.#newName();
    const transaction = this.#write(["sealed"]);
    transaction.objectStore("sealed").put(content, name);
    await endOf(transaction);
    return { name, blob: await answerOf<Blob>(this.#database.transaction("sealed").objectStore("sealed").get(name)) };
  }

  async loadSealed(names: ReadonlySet<string>): Promise<Map<string, Blob>> {
    const transaction = this.#write(["sealed"]);
    const store = transaction.objectStore("sealed");
    const found = new Map<string, Blob>();
    for (const name of await answerOf(store.getAllKeys())) {
      if (typeof name !== "string") continue;
      if (names.has(name)) found.set(name, await answerOf<Blob>(store.get(name)));
      else store.delete(name);
    }
    return found;
  }

  async removeSealed(name: string): Promise<void> {
    const transaction = this.#write(["sealed"]);
    transaction.objectStore("sealed").delete(name);
    await endOf(transaction);
  }

  saved(): Promise<void> {
    return this.#saving;
  }

  close(): void {
    this.#database.close();
  }

  /** Begins to write all pages that changed. Throws what an earlier try failed with, and tries that again, too. */
  #save(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    const transaction = this.#write(["pages", "lengths"]);
    const [pages, lengths] = [transaction.objectStore("pages"), transaction.objectStore("lengths")];
    const saved = [...this.#files].map(([name, file]) => {
      const changes = file.takeChanges();
      for (const [number, page] of changes) {
        if (page === undefined) pages.delete([name, number]);
        else pages.put(page, [name, number]);
      }
      lengths.put(file.getSize(), name);
      return { file, changes };
    });
    this.#saving = endOf(transaction).catch((error: unknown) => {
      this.#failure = error;
      for (const { file, changes } of saved) file.changeAgain(changes.keys());
      throw error;
    });
    // Who does not wait for it is told by the next flush.
    this.#saving.catch(() => {});
    if (failure !== undefined) throw failure;
  }

  /** Begins a transaction that comes to nothing when the disk has another owner. */
  #write(stores: readonly string[]): IDBTransaction {
    const transaction = this.#database.transaction([...stores, "owner"], "readwrite", { durability: "strict" });
    const asked = transaction.objectStore("owner").get("owner");
    asked.addEventListener("success", () => {
      if (asked.result !== this.#owner) transaction.abort();
    });
    return transaction;
  }
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The database failed")));
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () => {
      // Aborted by us, it has no error.
      reject(transaction.error ?? openElsewhere());
    });
  });
}
