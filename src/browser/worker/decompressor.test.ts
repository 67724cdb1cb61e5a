import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDecompressor } from "./decompressor.ts";

const wasmFile = createRequire(import.meta.url).resolve("brotli-dec-wasm/web/bg.wasm");
const MAX_BYTES = 10_000_000;

let requests: string[];
let status: number;

/** Stands in for the Worker's, which is missing in Node. */
class FileRequest {
  response: unknown;
  status = 0;
  responseType = "";
  #url = "";

  open(_method: string, url: string): void {
    this.#url = url;
  }

  send(): void {
    requests.push(this.#url);
    this.status = status;
    this.response = new Uint8Array(readFileSync(this.#url)).buffer;
  }
}

function create(): ReturnType<typeof createDecompressor> {
  return createDecompressor(wasmFile, {
    WebAssembly,
    XMLHttpRequest: FileRequest as unknown as typeof XMLHttpRequest,
  });
}

beforeEach(() => {
  requests = [];
  status = 200;
});
afterEach(() => vi.unstubAllGlobals());

describe("the decompressor of browsers", () => {
  const text = readFileSync(new URL("../../../package-lock.json", import.meta.url));
  const samples: [name: string, bytes: Uint8Array][] = [
    ["nothing", new Uint8Array(0)],
    ["one byte", new Uint8Array(1)],
    ["text", text],
    ["a program", readFileSync(process.execPath).subarray(0, 1_500_000)],
    ["noise", Uint8Array.from({ length: 300_000 }, (_, index) => (index * index * 2654435761) >>> 13)],
  ];

  it.each(samples)("undoes what the reference encoder makes of %s", (_name, bytes) => {
    const decompressor = create();
    for (const [quality, window] of [
      [1, 22],
      [5, 10],
      [9, 16],
    ] as const) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: window };
      const undone = decompressor.brotliSync(brotliCompressSync(bytes, { params }), MAX_BYTES);
      expect(Buffer.compare(new Uint8Array(undone), bytes)).toBe(0);
    }
  });

  it("says the same as the reference decoder of streams with a wrong bit", () => {
    const decompressor = create();
    const stream = brotliCompressSync(text.subarray(0, 2000));
    for (let bit = 0; bit < stream.length * 8; bit += 1) {
      const damaged = Uint8Array.from(stream);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const expected = outcome(() => brotliDecompressSync(damaged, { maxOutputLength: MAX_BYTES }));
      // The one thing that only the reference looks at: that the last byte is filled up with zeros.
      if (expected === "refused: ERR__ERROR_FORMAT_PADDING_2") continue;
      const actual = outcome(() => decompressor.brotliSync(damaged, MAX_BYTES));
      expect(actual.replace(/: .*/, "")).toBe(expected.replace(/: .*/, ""));
    }
  });

  it("refuses a bomb long before it is undone", async () => {
    const bomb = brotliCompressSync(Buffer.alloc(500_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
    const used = process.memoryUsage.rss();
    await expect(create().brotli(bomb, 1_000_000)).rejects.toMatchObject({ name: "HostError", code: "too-large" });
    expect(process.memoryUsage.rss() - used).toBeLessThan(100_000_000);
  });

  it("takes as many bytes as are allowed, and not one more", () => {
    const stream = brotliCompressSync(Buffer.alloc(3_000_000));
    expect(create().brotliSync(stream, 3_000_000).byteLength).toBe(3_000_000);
    expect(() => create().brotliSync(stream, 2_999_999)).toThrow(expect.objectContaining({ code: "too-large" }));
  });

  it("loads its code when it is first used, once, and also after the Worker was locked down", () => {
    const { WebAssembly: wasm } = globalThis;
    const decompressor = createDecompressor(wasmFile, {
      WebAssembly: wasm,
      XMLHttpRequest: FileRequest as unknown as typeof XMLHttpRequest,
    });
    expect(requests).toEqual([]);
    vi.stubGlobal("WebAssembly", undefined);
    const stream = brotliCompressSync(Buffer.from("text"));
    for (let round = 0; round < 2; round += 1) {
      expect(new TextDecoder().decode(decompressor.brotliSync(stream, MAX_BYTES))).toBe("text");
    }
    expect(requests).toEqual([wasmFile]);
    expect(globalThis.WebAssembly).toBeUndefined();
  });

  it("says so when its code is not there, and tries again", () => {
    status = 404;
    const decompressor = create();
    const stream = brotliCompressSync(Buffer.from("text"));
    expect(() => decompressor.brotliSync(stream, MAX_BYTES)).toThrow(expect.objectContaining({ code: "network" }));
    status = 200;
    expect(decompressor.brotliSync(stream, MAX_BYTES).byteLength).toBe(4);
  });
});

/** The digits of a result, or why there is none. */
function outcome(work: () => ArrayBuffer | Uint8Array<ArrayBuffer>): string {
  try {
    return Buffer.from(new Uint8Array(work())).toString("hex");
  } catch (error) {
    return `refused: ${(error as { code?: string }).code}`;
  }
}
