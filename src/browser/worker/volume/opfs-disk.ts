import { PIECE_BYTES } from "./contents.ts";
import { writeAll, type Disk, type DiskFile, type SealedBlob } from "./disk.ts";
import type { Draft } from "./draft.ts";
import { throwUnreadable } from "./readable.ts";

/** A disk in a directory of the origin private file system. `newName` makes names that were never used before. */
export async function openOpfsDisk(directory: FileSystemDirectoryHandle, newName: () => string): Promise<Disk> {
  return new OpfsDisk(directory, await directory.getDirectoryHandle("sealed", { create: true }), newName);
}

class OpfsDisk implements Disk {
  readonly #directory: FileSystemDirectoryHandle;
  readonly #sealed: FileSystemDirectoryHandle;
  readonly #newName: () => string;
  readonly #open = new Set<FileSystemSyncAccessHandle>();

  constructor(directory: FileSystemDirectoryHandle, sealed: FileSystemDirectoryHandle, newName: () => string) {
    this.#directory = directory;
    this.#sealed = sealed;
    this.#newName = newName;
  }

  async open(name: string): Promise<DiskFile> {
    const handle = await this.#directory.getFileHandle(name, { create: true });
    return this.#openSync(handle);
  }

  async seal(content: Blob): Promise<SealedBlob> {
    const draft = await this.draft();
    try {
      for await (const piece of piecesOf(content)) draft.add(piece);
      return await draft.end();
    } catch (error) {
      await draft.discard();
      throw error;
    }
  }

  async draft(): Promise<Draft<SealedBlob>> {
    const name = this.#newName();
    const handle = await this.#sealed.getFileHandle(name, { create: true });
    const file = await this.#openSync(handle);
    const close = (): void => {
      file.close();
      this.#open.delete(file);
    };
    let position = 0;
    return {
      add(bytes) {
        writeAll(file, bytes, position);
        position += bytes.length;
      },
      async end() {
        file.flush();
        close();
        return { name, blob: await handle.getFile() };
      },
      discard: async () => {
        close();
        await this.#collect(name);
      },
    };
  }

  async loadSealed(names: ReadonlySet<string>): Promise<Map<string, Blob>> {
    const found = new Map<string, Blob>();
    const work: Promise<unknown>[] = [];
    for await (const [name, handle] of this.#sealed.entries()) {
      if (names.has(name) && handle.kind === "file") work.push(handle.getFile().then((file) => found.set(name, file)));
      else work.push(this.#collect(name));
    }
    await Promise.all(work);
    return found;
  }

  removeSealed(name: string): Promise<void> {
    return this.#sealed.removeEntry(name, { recursive: true });
  }

  async saved(): Promise<void> {}

  close(): void {
    for (const file of this.#open) file.close();
  }

  async #openSync(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
    const file = await handle.createSyncAccessHandle();
    this.#open.add(file);
    return file;
  }

  /** Removes what nobody needs; what can't be removed now is collected at the next start. */
  #collect(name: string): Promise<void> {
    return this.removeSealed(name).catch(() => {});
  }
}

/** Reads a handle piece by piece; all pieces use the same memory. */
async function* piecesOf(content: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = content.stream().getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(PIECE_BYTES);
  for (let position = 0; position < content.size;) {
    const { value } = await reader.read(new Uint8Array(buffer)).catch(throwUnreadable);
    if (value === undefined) throwUnreadable();
    yield value;
    position += value.length;
    buffer = value.buffer;
  }
}
