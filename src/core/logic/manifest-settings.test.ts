import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryPorts, recordCallbacks, type MemoryPorts } from "../../testing/index.ts";
import { createTestApp, type ModuleScope } from "../../../test/support/logic-app.ts";
import type { BundleManifest } from "../protocol/index.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Runs an app whose manifest says this, and gives its `wx`. */
async function launch(settings: Partial<BundleManifest>): Promise<{ wx: ModuleScope["wx"]; ports: MemoryPorts }> {
  const ports = createMemoryPorts();
  let wx: ModuleScope["wx"] = {};
  const js = (scope: ModuleScope): void => {
    wx = scope.wx;
    scope.Page({});
  };
  await createTestApp({ "pages/a": { js } }, { ports, settings }).launch();
  return { wx, ports };
}

const domains = { request: ["https://api.example.com"], socket: [], uploadFile: [], downloadFile: [] };
const url = "https://other.example.com/a";

describe("what the manifest says", () => {
  it("decides which servers the app reaches", async () => {
    const callbacks = recordCallbacks();
    const { wx } = await launch({ domains });
    wx["request"]?.({ url, ...callbacks });
    expect(await callbacks.completed).toEqual({ errMsg: "request:fail url not in domain list", errno: 600002 });
  });

  it.each([
    [undefined, 209_715_200],
    [{}, 209_715_200],
    [{ downloadBytes: 5 }, 5],
  ])("with limits %j lets files of %i bytes be downloaded", async (limits, maxFileBytes) => {
    const { wx, ports } = await launch({ limits });
    wx["downloadFile"]?.({ url });
    expect((await ports.http.next()).request.maxFileBytes).toBe(maxFileBytes);
  });

  it.each([
    [undefined, '{"a":1}'],
    ["wechat", "[object Object]"],
  ] as const)("with formDataEncoding %s sends nested form data as %s", async (formDataEncoding, value) => {
    const { wx, ports } = await launch({ formDataEncoding });
    ports.files.add("wxfile://tmp/a.txt", "a");
    wx["uploadFile"]?.({ url, filePath: "wxfile://tmp/a.txt", name: "file", formData: { nested: { a: 1 } } });
    expect((await ports.http.next()).request.body).toMatchObject({ fields: [["nested", value]] });
  });
});
