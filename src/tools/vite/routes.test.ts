import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BundleManifest } from "../../core/protocol/index.ts";
import { toAppSettings } from "./app-settings.ts";
import type { DevBundle } from "./dev-app.ts";
import { route, type Served } from "./routes.ts";

describe("route", () => {
  let folder = "";
  let served: Served;
  const bundle: DevBundle = {
    manifest: { appId: "touristappid" } as BundleManifest,
    styles: { app: "page{}" },
    script: "export default () => {};",
    sourceMap: () => '{"version":3}',
    root: "/project/miniprogram",
    assets: new Set(["images/a b.png", "toString"]),
    settings: toAppSettings({}),
    version: "v1",
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "minihost-routes-"));
    await writeFile(join(folder, "simulator.html"), "<html><head></head></html>");
    served = { runtime: folder, app: { bundle, settled: () => Promise.resolve() } };
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("serves the simulator with the client of the dev server and a policy", async () => {
    const { status, headers, body } = await route("/", served);
    expect(status).toBe(200);
    expect(headers["Content-Security-Policy"]).toContain("script-src 'self';");
    expect(body).toContain('<script type="module" src="/@id/__x00__minihost-dev-client">');
  });

  it("serves the frame with a policy that allows no foreign script", async () => {
    const { headers, body } = await route("/app/", served);
    expect(body).toEqual({ file: join(folder, "app.html") });
    const policy = headers["Content-Security-Policy"];
    for (const part of ["script-src 'self'", "object-src 'none'", "base-uri 'none'"]) expect(policy).toContain(part);
    expect(policy).not.toContain("unsafe-eval");
  });

  it("leads from /app to /app/, so that relative addresses work", async () => {
    expect(await route("/app", served)).toMatchObject({ status: 301, headers: { Location: "app/" } });
  });

  it("serves the Worker with its own policy, and other files of the runtime without", async () => {
    const worker = await route("/runtime/worker.js", served);
    expect(worker.headers["Content-Security-Policy"]).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src * ws: wss:",
    );
    expect(worker.headers["Content-Type"]).toBe("text/javascript; charset=utf-8");
    const page = await route("/runtime/page-BX_1.js", served);
    expect(page).toMatchObject({ status: 200, body: { file: join(folder, "page-BX_1.js") } });
    expect(page.headers).not.toHaveProperty("Content-Security-Policy");
  });

  it("serves the reader of PDFs with a policy that lets it reach nothing but its own files", async () => {
    const { headers } = await route("/runtime/pdf.worker.js", served);
    expect(headers).toEqual({
      "Content-Type": "text/javascript; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    });
    expect(await route("/runtime/UniGB-UCS2-H.bcmap", served)).toMatchObject({ status: 200 });
  });

  it.each(["recording.js", "compression.js"])(
    "serves the encoders in %s with a policy that lets them reach nothing but their own Workers",
    async (name) => {
      const { headers } = await route(`/runtime/${name}`, served);
      expect(headers).toEqual({
        "Content-Type": "text/javascript; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:",
      });
    },
  );

  it("serves the Worker with the servers that the app may reach", async () => {
    const domains = { request: ["https://api.example.com"], socket: [], uploadFile: [], downloadFile: [] };
    const held: Served = {
      ...served,
      app: { ...served.app, bundle: { ...bundle, manifest: { ...bundle.manifest, domains } } },
    };
    const worker = await route("/runtime/worker.js", held);
    expect(worker.headers["Content-Security-Policy"]).toContain("connect-src 'self' https://api.example.com");
  });

  it("serves the bundle with the versioned address of its script", async () => {
    const { manifest, styles } = bundle;
    const body = JSON.stringify({ manifest, styles, script: "logic.js?v=v1", packageFolder: "package/" });
    expect(await route("/app/bundle.json", served)).toMatchObject({ status: 200, body });
    expect(await route("/app/logic.js", served)).toMatchObject({
      status: 200,
      body: expect.stringContaining(bundle.script),
    });
    expect(await route("/app/logic.js.map", served)).toMatchObject({ status: 200, body: '{"version":3}' });
  });

  it("hands what opens the gateway to the page alone", async () => {
    const access = { url: "../gateway", token: "t", direct: [], named: [] };
    const withGateway = { ...served, gateway: { access: () => access } };
    const bundleFor = async (isOfPage: boolean): Promise<unknown> => {
      const { body } = await route("/app/bundle.json", withGateway, { isOfPage });
      return JSON.parse(String(body));
    };
    expect(await bundleFor(true)).toMatchObject({ gateway: access });
    expect(await bundleFor(false)).not.toHaveProperty("gateway");
  });

  it("serves assets of the app, sandboxed", async () => {
    expect(await route("/app/package/images/a b.png", served)).toEqual({
      status: 200,
      headers: { "Content-Type": "image/png", "Content-Security-Policy": "sandbox" },
      body: { file: "/project/miniprogram/images/a b.png" },
    });
  });

  it.each([
    "/app/package/app.js",
    "/app/package/pages/a/a.wxml",
    "/app/package/project.config.json",
    "/app/package/",
    "/app/package",
    "/app/package/../app.js",
    "/app/package/images/../images/a b.png",
    "/app/package//images/a b.png",
    "/app/package/__proto__",
    "/runtime/",
    "/runtime/../package.json",
    "/runtime/..",
    "/runtime/.tsbuildinfo",
    "/runtime/a/b.js",
    "/runtime/a\\..\\b.js",
    "/app.js",
    "/app.json",
    "/@fs/etc/passwd",
    "/node_modules/vite/package.json",
    "//etc/passwd",
    "/app/app.html",
  ])("serves nothing for %s", async (path) => {
    expect(await route(path, served)).toMatchObject({ status: 404, body: "Not found\n" });
  });

  it("answers after the compilation that runs", async () => {
    const app: Served["app"] & { bundle?: DevBundle } = {
      bundle: undefined,
      settled: () => Promise.resolve().then(() => void (app.bundle = bundle)),
    };
    expect(await route("/app/bundle.json", { runtime: folder, app })).toMatchObject({ status: 200 });
  });

  it("says that the app has errors while there is no bundle", async () => {
    const app: Served["app"] = { bundle: undefined, settled: () => Promise.resolve() };
    expect(await route("/app/bundle.json", { runtime: folder, app })).toMatchObject({ status: 503 });
  });
});
