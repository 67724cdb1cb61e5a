import { PIECE_BYTES } from "./contents.ts";
import { writeAll, type Disk, type DiskFile, type SealedBlob } from "./disk.ts";

/** A disk in a directory of the origin private file system. `newName` makes names that were never used before. */
export async function openOpfsDisk(directory: FileSystemDirectoryHandle, newName: () => string): Promise<Disk> {
  return new OpfsDisk(directory, await directory.getDirectoryHandle("sealed", { create: true }), newName);
}

class OpfsDisk implements Disk {
  readonly #directory: FileSystemDirectoryHandle;
  readonly #sealed: FileSystemDirectoryHandle;
  readonly #newName: () => string;
  readonly #open: FileSystemSyncAccessHandle[] = [];

  constructor(directory: FileSystemDirectoryHandle, sealed: FileSystemDirectoryHandle, newName: () => string) {
    this.#directory = directory;
    this.#sealed = sealed;
    this.#newName = newName;
  }

  async open(name: string): Promise<DiskFile> {
    const handle = await this.#directory.getFileHandle(name, { create: true });
    const file = await handle.createSyncAccessHandle();
    this.#open.push(file);
    return file;
  }

  async seal(content: Blob): Promise<SealedBlob> {
    const name = this.#newName();
    const handle = await this.#sealed.getFileHandle(name, { create: true });
    try {
      const file = await handle.createSyncAccessHandle();
      try {
        await writeStream(file, content);
        file.flush();
      } finally {
        file.close();
      }
      return { name, blob: await handle.getFile() };
    } catch (error) {
      await this.removeSealed(name);
      throw error;
    }
  }

  async loadSealed(names: ReadonlySet<string>): Promise<Map<string, Blob>> {
    const found = new Map<string, Blob>();
    const work: Promise<unknown>[] = [];
    for await (const [name, handle] of this.#sealed.entries()) {
      if (names.has(name) && handle.kind === "file") work.push(handle.getFile().then((file) => found.set(name, file)));
      else work.push(this.removeSealed(name));
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
}

/** Writes a handle piece by piece; all pieces use the same memory. */
async function writeStream(file: DiskFile, content: Blob): Promise<void> {
  const reader = content.stream().getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(PIECE_BYTES);
  let position = 0;
  while (position < content.size) {
    const { value, done } = await reader.read(new Uint8Array(buffer));
    if (done) throw new DOMException("The content ended too early", "NotReadableError");
    writeAll(file, value, position);
    position += value.length;
    buffer = value.buffer;
  }
}
