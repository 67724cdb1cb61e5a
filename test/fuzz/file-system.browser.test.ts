import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { createBrowserStoredHost } from "../conformance/browser-stored-host.ts";
import { fileCalls } from "./file-calls.ts";
import { FileModel } from "./file-model.ts";
import { runFileCalls } from "./run-file-calls.ts";

it.each([
  ["the origin private file system", 150],
  ["a database", 60],
] as const)(
  "does any sequence of file calls in %s as the model does, and has the same files after a restart",
  { timeout: 120_000 },
  async (place, runs) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const property = fc.asyncProperty(fileCalls, async (calls) => {
      const model = new FileModel();
      const expected = calls.map((call) => model.do(call));
      const host = await createBrowserStoredHost(place);
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
    vi.restoreAllMocks();
  },
);
