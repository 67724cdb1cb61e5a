import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryStoredHost } from "../conformance/memory-stored-host.ts";
import { createNodeStoredHost } from "../conformance/node-stored-host.ts";
import type { CreateStoredHost } from "../conformance/stored-device.ts";
import { fileCalls } from "./file-calls.ts";
import { FileModel, type FileCall, type FileOutcome } from "./file-model.ts";
import { ReferenceFiles } from "./reference-files.ts";
import { runFileCalls } from "./run-file-calls.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const LIMIT = 2000;
const hosts: [name: string, create: CreateStoredHost, runs: number][] = [
  ["memory", createMemoryStoredHost, 1000],
  ["Node", createNodeStoredHost, 300],
];

describe.each(hosts)("%s host", (_name, create, runs) => {
  it("does any sequence of file calls as the model does, and has the same files after a restart", async () => {
    const property = fc.asyncProperty(fileCalls, async (calls) => {
      const model = new FileModel();
      const expected = calls.map((call) => model.do(call));
      const host = await create();
      try {
        const { outcomes, all } = await host.run(runFileCalls, calls);
        expect(outcomes).toEqual(expected);
        expect(all).toEqual(model.all());
        await host.reopen();
        expect((await host.run(runFileCalls, [])).all).toEqual(model.all());
      } finally {
        await host.close();
      }
    });
    await fc.assert(property, { numRuns: runs });
  });

  it("knows how much there is after any sequence of file calls", async () => {
    const property = fc.asyncProperty(fileCalls, async (calls) => {
      const model = new FileModel();
      for (const call of calls) model.do(call);
      const used = model.all().reduce((sum, [, text]) => sum + (text?.length ?? 0), 0);
      const host = await create({ storedBytes: LIMIT });
      try {
        // What an open file without a path has counts until it is closed.
        await host.run(runFileCalls, [...calls, ...calls.map((_, index): FileCall => ["close", index])]);
        const filled = await host.run(({ manager }, room) => {
          const attempt = (length: number): boolean => {
            try {
              manager.writeFileSync("wxfile://usr/filler", "x".repeat(length));
              return true;
            } catch {
              return false;
            }
          };
          return [attempt(room + 1), attempt(room)];
        }, LIMIT - used);
        expect(filled).toEqual([false, true]);
      } finally {
        await host.close();
      }
    });
    await fc.assert(property, { numRuns: runs / 2 });
  });
});

it("the model does as `node:fs` does", () => {
  const property = fc.property(fileCalls, (calls) => {
    const model = new FileModel();
    const folder = mkdtempSync(join(tmpdir(), "minihost-reference-"));
    const reference = new ReferenceFiles(folder);
    try {
      // Its numbers are those of the operating system.
      const plain = (outcome: FileOutcome): unknown => ("value" in outcome ? outcome : "failed");
      for (const call of calls) expect(plain(reference.do(call)), JSON.stringify(call)).toEqual(plain(model.do(call)));
      expect(reference.all()).toEqual(model.all());
    } finally {
      reference.close();
      rmSync(folder, { recursive: true });
    }
  });
  fc.assert(property, { numRuns: 600 });
});
