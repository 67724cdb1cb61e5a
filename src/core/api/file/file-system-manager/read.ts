import type { MethodApi } from "../../api.ts";
import { fileFailure } from "../file-failure.ts";
import { toPosition } from "../file-position.ts";

/** Options of `read`. */
export interface ReadOptions {
  fd: string;
  /** Takes the bytes. */
  arrayBuffer: ArrayBuffer;
  /** Where the first byte goes. @default 0 */
  offset?: number;
  /** At most so many bytes. @default 0 */
  length?: number;
  /** Where in the file; without it, behind what was read last. */
  position?: number | null;
}

/** Result of `read`. */
export interface ReadResult {
  bytesRead: number;
  /** The buffer that was given. */
  arrayBuffer: ArrayBuffer;
}

/**
 * Reads from an open file into a buffer.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.read.html
 */
export const read: MethodApi<ReadOptions, ReadResult, "offset" | "length", [options: ReadOptions], ReadResult> = {
  name: "read",
  params: {
    fd: { type: "string", required: true },
    arrayBuffer: { type: "arrayBuffer", required: true },
    offset: { type: "number", default: 0 },
    length: { type: "number", default: 0 },
    position: { type: "any" },
  },
  result: { bytesRead: true, arrayBuffer: true },
  sync: { takes: "options" },
  runSync({ fd, arrayBuffer, offset, length, position }, { storedFiles }) {
    const size = arrayBuffer.byteLength;
    if (!Number.isInteger(offset) || offset < 0 || offset > size) throw fileFailure("offset");
    if (!Number.isInteger(length) || length < 0 || offset + length > size) throw fileFailure("length");
    const view: ArrayBuffer | ArrayBufferView = arrayBuffer;
    const target = ArrayBuffer.isView(view)
      ? new Uint8Array(view.buffer, view.byteOffset + offset, length)
      : new Uint8Array(arrayBuffer, offset, length);
    return { bytesRead: storedFiles.descriptors.read(fd, target, toPosition(position)), arrayBuffer };
  },
};
