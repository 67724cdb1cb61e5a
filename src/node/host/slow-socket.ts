import type { Socket } from "node:net";
import type { Link } from "./link.ts";
import { Pause } from "./pause.ts";

/** How streams call bytes; the type has only the encodings of text. */
const BINARY = "buffer" as BufferEncoding;

type Settle = (error?: Error | null) => void;

/** Lets a connection be as slow as a network, which may change while it runs. */
export interface SlowSocket {
  /** Lets what waits go on, at the speed of now. */
  refresh(): void;
}

/** Makes both directions of a connection wait for the link of the moment; without one they are as fast as ever. */
export function slowDown(socket: Socket, currentLink: () => Link | undefined): SlowSocket {
  const pauses = [slowWriting(socket, currentLink), slowReading(socket, currentLink)];
  return {
    refresh() {
      for (const pause of pauses) pause.end();
    },
  };
}

function slowWriting(socket: Socket, currentLink: () => Link | undefined): Pause {
  const pause = new Pause();
  const write = socket._write.bind(socket);
  let fail: (() => void) | undefined;

  function send(bytes: Buffer, settle: Settle): void {
    const link = currentLink();
    if (link === undefined) return write(bytes, BINARY, settle);
    const piece = bytes.subarray(0, link.pieceBytes);
    const rest = bytes.subarray(piece.length);
    fail = () => settle(new Error("The connection was closed before its bytes were sent"));
    pause.wait(link.up.enter(piece.length), () => {
      fail = undefined;
      write(piece, BINARY, (error) => (error || rest.length === 0 ? settle(error) : send(rest, settle)));
    });
  }

  socket._write = (chunk: Buffer | string, encoding, settle) => send(toBuffer(chunk, encoding), settle);
  socket._writev = (chunks, settle) =>
    send(Buffer.concat(chunks.map(({ chunk, encoding }) => toBuffer(chunk as Buffer | string, encoding))), settle);
  socket.once("close", () => {
    pause.cancel();
    fail?.();
  });
  return pause;
}

/** What came from the other end; `undefined` is its end. */
interface Arrival {
  bytes?: Buffer;
  atMs: number;
}

function slowReading(socket: Socket, currentLink: () => Link | undefined): Pause {
  const pause = new Pause();
  const push = socket.push.bind(socket);
  const read = socket._read.bind(socket);
  const arrivals: Arrival[] = [];
  let waitingBytes = 0;
  /** Whether the stream asked for more while enough waited. */
  let isAsked = false;
  const isEnough = (): boolean => waitingBytes >= (currentLink()?.readAheadBytes ?? Infinity);

  function deliver(): void {
    const [first] = arrivals;
    if (first === undefined) return;
    const link = currentLink();
    const sizeBytes = Math.min(first.bytes?.length ?? 0, link?.pieceBytes ?? Infinity);
    const delayMs = link === undefined ? 0 : delayOf(first, sizeBytes, link);
    if (delayMs > 0) pause.wait(delayMs, () => release(first, sizeBytes));
    else release(first, sizeBytes);
  }

  function release(arrival: Arrival, sizeBytes: number): void {
    const { bytes } = arrival;
    if (bytes === undefined || bytes.length === sizeBytes) arrivals.shift();
    else arrival.bytes = bytes.subarray(sizeBytes);
    waitingBytes -= sizeBytes;
    push(bytes?.subarray(0, sizeBytes) ?? null);
    if (isAsked && !isEnough()) {
      isAsked = false;
      read(sizeBytes);
    }
    deliver();
  }

  socket.push = (bytes: Buffer | null) => {
    if (arrivals.length === 0 && currentLink() === undefined) return push(bytes);
    arrivals.push({ bytes: bytes ?? undefined, atMs: performance.now() });
    waitingBytes += bytes?.length ?? 0;
    if (arrivals.length === 1) deliver();
    return !isEnough();
  };
  socket._read = (sizeBytes) => {
    isAsked = isEnough();
    if (!isAsked) read(sizeBytes);
  };
  socket.once("close", () => pause.cancel());
  return pause;
}

function delayOf({ atMs }: Arrival, sizeBytes: number, link: Link): number {
  return Math.max(link.down.enter(sizeBytes), atMs + link.latencyMs - performance.now());
}

function toBuffer(chunk: Buffer | string, encoding: BufferEncoding): Buffer {
  return typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk;
}
