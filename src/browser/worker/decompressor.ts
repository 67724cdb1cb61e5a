import { BrotliDecStream, BrotliStreamResultCode, initSync } from "brotli-dec-wasm/web";
import { HostError, type DecompressorPort } from "../../core/ports/index.ts";

/** Undone at a time: all of it is in memory before it can be refused. */
const OUTPUT_BYTES = 1024 * 1024;
const INPUT_BYTES = 64 * 1024;

/** How a stream begins that is not of RFC 7932 but of its extension "large window", for which a gigabyte would be kept. */
const LARGE_WINDOW = 0b0010001;

/** What decompression needs of the Worker. */
export interface DecompressorPlatform {
  WebAssembly: typeof WebAssembly;
  XMLHttpRequest: typeof XMLHttpRequest;
}

/** Decompression by WebAssembly, which is loaded from `wasmUrl` when it is first used. */
export function createDecompressor(wasmUrl: string, platform: DecompressorPlatform): DecompressorPort {
  let isLoaded = false;
  const brotliSync = (bytes: Uint8Array, maxBytes: number): ArrayBuffer => {
    if (!isLoaded) {
      const code = loadSync(wasmUrl, platform.XMLHttpRequest);
      withGlobal("WebAssembly", platform.WebAssembly, () => initSync({ module: code }));
      isLoaded = true;
    }
    return undoBrotli(bytes, maxBytes);
  };
  return { brotli: async (bytes, maxBytes) => brotliSync(bytes, maxBytes), brotliSync };
}

/** Only a request in place lets the synchronous form of an API load what it needs. */
function loadSync(url: string, Request: typeof XMLHttpRequest): ArrayBuffer {
  const request = new Request();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch (cause) {
    throw new HostError("network", `The Brotli decoder could not be loaded from ${url}`, { cause });
  }
  if (request.status !== 200 || !(request.response instanceof ArrayBuffer)) {
    throw new HostError("network", `${url} should be the Brotli decoder, but has the status ${request.status}`);
  }
  return request.response;
}

/** Gives the decoder, while it starts, a global object that the lockdown has taken away; no code of the app runs meanwhile. */
function withGlobal(name: string, value: unknown, work: () => void): void {
  const kept = Reflect.getOwnPropertyDescriptor(globalThis, name);
  Reflect.defineProperty(globalThis, name, { value, configurable: true });
  try {
    work();
  } finally {
    if (kept === undefined) Reflect.deleteProperty(globalThis, name);
    else Reflect.defineProperty(globalThis, name, kept);
  }
}

function undoBrotli(bytes: Uint8Array, maxBytes: number): ArrayBuffer {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for (const chunk of decode(bytes)) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new HostError("too-large", `The Brotli stream has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const all = new Uint8Array(sizeBytes);
  let position = 0;
  for (const chunk of chunks) {
    all.set(chunk, position);
    position += chunk.length;
  }
  return all.buffer;
}

/** Yields the content piece by piece. Throws `invalid-data` where the stream is damaged or ends too early. */
function* decode(bytes: Uint8Array): Generator<Uint8Array> {
  if (((bytes[0] ?? 0) & 0x7f) === LARGE_WINDOW) throw invalidStream();
  const stream = new BrotliDecStream();
  try {
    let position = 0;
    let code: BrotliStreamResultCode;
    do {
      const { piece, consumedBytes, ...step } = decodeStep(stream, bytes.subarray(position, position + INPUT_BYTES));
      position += consumedBytes;
      code = step.code;
      yield piece;
      if (code === BrotliStreamResultCode.NeedsMoreInput && position === bytes.length) throw invalidStream();
    } while (code !== BrotliStreamResultCode.ResultSuccess);
  } finally {
    stream.free();
  }
}

interface DecodeStep {
  piece: Uint8Array;
  code: BrotliStreamResultCode;
  consumedBytes: number;
}

function decodeStep(stream: BrotliDecStream, input: Uint8Array): DecodeStep {
  try {
    const result = stream.dec(input, OUTPUT_BYTES);
    const step = { piece: result.buf, code: result.code, consumedBytes: result.input_offset };
    result.free();
    return step;
  } catch (cause) {
    throw invalidStream(cause);
  }
}

function invalidStream(cause?: unknown): HostError {
  return new HostError("invalid-data", "This is no complete Brotli stream", { cause });
}
