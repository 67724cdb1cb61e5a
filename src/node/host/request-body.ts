import { randomUUID } from "node:crypto";
import type { HttpBody } from "../../core/ports/index.ts";
import { frameMultipart, type MultipartFrame } from "../../core/protocol/index.ts";
import type { LocalFiles } from "./files.ts";
import { namedNetworkError } from "./network-error.ts";
import type { OpenedFile } from "./opened-file.ts";

/** The body of one request: in memory, or a stream. */
export type RequestBody = WholeBody | MultipartStream;

/** A body that leaves in one write. */
export interface WholeBody {
  readonly kind: "whole";
  /** The `Content-Type` that the body prescribes; otherwise the app chooses. */
  readonly contentType?: string;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
}

/** Half of it costs a third of the speed over loopback; twice of it gains nothing and needs more memory. */
const CHUNK_BYTES = 512 * 1024;
/** A file of this size is read at once and in place, which is quicker than to wait for the thread pool. */
const SMALL_FILE_BYTES = 64 * 1024;

/** Methods for which an empty body is no body. */
const BODILESS = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "CONNECT"]);

/** What to say of the length of a body; `undefined` when there is none. */
export function contentLengthOf(method: string, { sizeBytes }: Pick<RequestBody, "sizeBytes">): number | undefined {
  return sizeBytes === 0 && BODILESS.has(method) ? undefined : sizeBytes;
}

/**
 * Makes the body of a request ready. Throws `not-found` when its file does not exist.
 *
 * With `chunkBytes` a file is always a stream, which leaves in pieces of this size.
 */
export function openBodySync(
  body: HttpBody | undefined,
  files: Pick<LocalFiles, "openSync">,
  chunkBytes?: number,
): RequestBody {
  if (body === undefined) return whole(new Uint8Array());
  if (body.kind === "text") return whole(Buffer.from(body.text, "utf8"));
  if (body.kind === "bytes") return whole(new Uint8Array(body.bytes));
  const file = files.openSync(body.file.path);
  const frame = frameMultipart(body.fields, body.file, randomUUID());
  return file.sizeBytes > SMALL_FILE_BYTES || chunkBytes !== undefined
    ? new MultipartStream(frame, file, chunkBytes)
    : readMultipartSync(frame, file);
}

function whole(bytes: Uint8Array, contentType?: string): WholeBody {
  return { kind: "whole", bytes, contentType, sizeBytes: bytes.length };
}

function readMultipartSync({ head, tail, contentType }: MultipartFrame, file: OpenedFile): WholeBody {
  try {
    const fileStart = Buffer.byteLength(head);
    const fileEnd = fileStart + file.sizeBytes;
    const bytes = Buffer.allocUnsafe(fileEnd + Buffer.byteLength(tail));
    bytes.write(head, "utf8");
    for (let filled = fileStart; filled < fileEnd;) {
      const count = file.readSync(bytes, filled, fileEnd - filled, filled - fileStart);
      if (count === 0) throw fileChanged();
      filled += count;
    }
    bytes.write(tail, fileEnd, "utf8");
    return whole(bytes, contentType);
  } finally {
    file.closeSync();
  }
}

/** The body of an upload, read once from the start to the end into two buffers in turn: one is read while the other is sent. */
export class MultipartStream {
  readonly kind = "stream";
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly #head: Buffer;
  readonly #tail: Buffer;
  readonly #file: OpenedFile;
  readonly #chunkBytes: number;
  readonly #buffers: [Buffer?, Buffer?] = [];
  #turn: 0 | 1 = 0;
  #position = 0;

  /** Closes `file` with the stream. */
  constructor(frame: MultipartFrame, file: OpenedFile, chunkBytes: number = CHUNK_BYTES) {
    this.#head = Buffer.from(frame.head, "utf8");
    this.#tail = Buffer.from(frame.tail, "utf8");
    this.#file = file;
    this.#chunkBytes = chunkBytes;
    this.contentType = frame.contentType;
    this.sizeBytes = this.#head.length + file.sizeBytes + this.#tail.length;
  }

  /**
   * Gives the next bytes, at least one, or `undefined` at the end. They stay as they are until the call after the next.
   *
   * Rejects with `network` when the file is no longer what it was at the start.
   */
  async read(): Promise<Uint8Array | undefined> {
    const length = Math.min(this.#chunkBytes, this.sizeBytes - this.#position);
    if (length === 0) return undefined;
    const buffer = (this.#buffers[this.#turn] ??= Buffer.allocUnsafeSlow(length));
    this.#turn = this.#turn === 0 ? 1 : 0;
    let filled = 0;
    while (filled < length) filled += await this.#fill(buffer.subarray(filled, length));
    return buffer.subarray(0, length);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #fill(target: Buffer): Promise<number> {
    const inFile = this.#position - this.#head.length;
    const inTail = inFile - this.#file.sizeBytes;
    let count: number;
    if (inFile < 0) {
      count = this.#head.copy(target, 0, this.#position);
    } else if (inTail < 0) {
      count = await this.#file.read(target.subarray(0, -inTail), inFile);
      if (count === 0) throw fileChanged();
    } else {
      // Before the closing boundary, so that no server gets a whole body of a file that was written meanwhile.
      if (inTail === 0 && this.#file.hasChangedSync()) throw fileChanged();
      count = this.#tail.copy(target, 0, inTail);
    }
    this.#position += count;
    return count;
  }
}

function fileChanged(): Error {
  return namedNetworkError("UPLOAD_FILE_CHANGED");
}
