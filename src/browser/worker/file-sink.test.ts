import { describe, expect, it } from "vitest";
import { FileSink, type FileSinkMeans } from "./file-sink.ts";
import { createHandleDraft } from "./handle-draft.ts";
import type { Draft } from "./volume/draft.ts";

const MEBIBYTE = 1024 * 1024;
const URL = "https://example.com/a.bin";

/** Notes what a sink does with its draft; the draft fails at the step that is named. */
function watchDraft(failing?: "add" | "end"): { means: FileSinkMeans; steps: (number | string)[] } {
  const steps: (number | string)[] = [];
  const failAt = (step: "add" | "end"): void => {
    if (step === failing) throw new DOMException("Full", "QuotaExceededError");
  };
  const draft: Draft<Blob> = {
    add({ length }) {
      failAt("add");
      steps.push(length);
    },
    async end() {
      failAt("end");
      steps.push("end");
      return new Blob();
    },
    async discard() {
      steps.push("discard");
    },
  };
  const createDraft = async (): Promise<Draft<Blob>> => {
    steps.push("create");
    return draft;
  };
  return { means: { Blob, createDraft }, steps };
}

async function bytesOf(sink: FileSink): Promise<Uint8Array> {
  const content = await sink.end();
  if (!(content instanceof Blob)) throw new Error("The file is no handle");
  return new Uint8Array(await content.arrayBuffer());
}

describe("a file sink", () => {
  it("keeps a small file in memory", async () => {
    const { means, steps } = watchDraft();
    const sink = new FileSink(URL, means);
    await sink.add(new Uint8Array([1, 2]));
    await sink.add(new Uint8Array([3]));
    expect(await bytesOf(sink)).toEqual(new Uint8Array([1, 2, 3]));
    expect(steps).toEqual([]);
  });

  it("puts a larger one into a draft, a megabyte at a time", async () => {
    const { means, steps } = watchDraft();
    const sink = new FileSink(URL, means);
    for (let count = 0; count < 5; count += 1) await sink.add(new Uint8Array(MEBIBYTE / 2));
    await sink.end();
    expect(steps).toEqual(["create", MEBIBYTE, MEBIBYTE, MEBIBYTE / 2, "end"]);
  });

  it("takes chunks of any size, and their bytes at once", async () => {
    const sink = new FileSink(URL, { Blob, createDraft: async () => createHandleDraft(Blob) });
    const chunk = new Uint8Array(2.5 * MEBIBYTE).fill(1);
    await sink.add(chunk);
    chunk.fill(2);
    await sink.add(chunk);
    const bytes = await bytesOf(sink);
    expect([bytes.length, bytes.indexOf(2)]).toEqual([5 * MEBIBYTE, 2.5 * MEBIBYTE]);
  });

  it.each(["add", "end"] as const)("says that there is no room when its draft can't %s", async (step) => {
    const sink = new FileSink(URL, watchDraft(step).means);
    const work = sink.add(new Uint8Array(MEBIBYTE)).then(() => sink.end());
    await expect(work).rejects.toMatchObject({
      name: "HostError",
      code: "quota",
      message: expect.stringContaining(URL),
    });
  });

  it("discards its draft, if it has one", async () => {
    const { means, steps } = watchDraft();
    const sink = new FileSink(URL, means);
    await sink.discard();
    expect(steps).toEqual([]);
    await sink.add(new Uint8Array(MEBIBYTE));
    await sink.discard();
    expect(steps).toEqual(["create", MEBIBYTE, "discard"]);
  });
});

describe("a handle in place of a file", () => {
  it("is refused when the browser did not take all of its bytes", async () => {
    /** A browser that breaks every handle made of others. */
    class LosingBlob extends Blob {
      readonly #isLost: boolean;
      constructor(parts: BlobPart[] = [], options?: BlobPropertyBag) {
        super(parts, options);
        this.#isLost = parts.some((part) => part instanceof Blob);
      }
      override slice(from?: number, to?: number): Blob {
        const part = super.slice(from, to);
        const lose = (): Promise<never> => Promise.reject(new DOMException("Lost", "NotReadableError"));
        return this.#isLost ? Object.assign(part, { arrayBuffer: lose }) : part;
      }
    }
    const draft = createHandleDraft(LosingBlob);
    draft.add(new Uint8Array(10));
    await expect(draft.end()).rejects.toMatchObject({ name: "QuotaExceededError" });
  });
});
