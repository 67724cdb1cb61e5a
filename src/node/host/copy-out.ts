import { closeSync, fdatasyncSync, openSync } from "node:fs";
import { writeAllSync } from "./durable.ts";
import type { LocalFiles } from "./files.ts";

const PIECE_BYTES = 1024 * 1024;

/** Copies a local file, byte for byte, to a path of this machine, where it is on the disk when this resolves. A failure leaves a part there. */
export async function copyOut(files: Pick<LocalFiles, "openSync">, path: string, machinePath: string): Promise<void> {
  const source = files.openSync(path);
  try {
    const fd = openSync(machinePath, "w");
    try {
      const piece = new Uint8Array(PIECE_BYTES);
      for (let at = 0; ;) {
        const length = await source.read(piece, at);
        if (length === 0) break;
        writeAllSync(fd, piece.subarray(0, length));
        at += length;
      }
      fdatasyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } finally {
    await source.close();
  }
}
