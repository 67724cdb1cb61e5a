import type { FilesPort, PersonalDiskPort } from "../core/ports/index.ts";

/** A disk that keeps what was saved. */
export interface MemoryPersonalDisk extends PersonalDiskPort {
  /** Oldest first. */
  readonly saved: readonly { name: string; bytes: Uint8Array }[];
}

/** Makes an empty disk. */
export function createMemoryPersonalDisk(files: Pick<FilesPort, "read">): MemoryPersonalDisk {
  const saved: { name: string; bytes: Uint8Array }[] = [];
  return {
    saved,
    async save(path) {
      const bytes = new Uint8Array(await files.read(path));
      saved.push({ name: path.slice(path.lastIndexOf("/") + 1), bytes });
    },
  };
}
