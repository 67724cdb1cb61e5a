import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { GatewayAccess, ServedBundle } from "../../core/protocol/index.ts";
import {
  ASSET_POLICY,
  ENCODING_WORKER_POLICY,
  FRAME_POLICY,
  PDF_WORKER_POLICY,
  SIMULATOR_POLICY,
  workerPolicy,
} from "./content-security-policy.ts";
import { contentTypeOf } from "./content-type.ts";
import type { DevApp } from "./dev-app.ts";
import { DEV_CLIENT_URL } from "./dev-client.ts";
import type { DevGateway } from "./dev-gateway.ts";
import { textReply, type Reply } from "./reply.ts";

/** What the routes serve. */
export interface Served {
  /** Absolute path of the folder of what runs in browsers. */
  runtime: string;
  app: Pick<DevApp, "bundle" | "settled">;
  gateway?: Pick<DevGateway, "access">;
}

/** What a request says beside its path. */
export interface RouteRequest {
  /** Whether the page of an app asks, not the app. */
  isOfPage?: boolean;
}

const NOT_FOUND = textReply(404, "Not found");

/**
 * Answers a request for a path (decoded, without query): the simulator at the root, the frame and the bundle in `app/`, and what runs in
 * browsers in `runtime/`. There is nothing else, above all no sources.
 */
export async function route(path: string, served: Served, { isOfPage = false }: RouteRequest = {}): Promise<Reply> {
  const { runtime, app, gateway } = served;
  if (path === "/") return simulator(runtime);
  if (path === "/app") return { status: 301, headers: { Location: "app/" }, body: "" };
  if (path === "/app/") return fileReply(join(runtime, "app.html"), FRAME_POLICY);
  if (path === "/runtime/worker.js") {
    await app.settled();
    return fileReply(join(runtime, "worker.js"), workerPolicy(app.bundle?.manifest.domains));
  }
  if (path === "/runtime/pdf.worker.js") return fileReply(join(runtime, "pdf.worker.js"), PDF_WORKER_POLICY);
  if (path === "/runtime/recording.js" || path === "/runtime/compression.js")
    return fileReply(join(runtime, basename(path)), ENCODING_WORKER_POLICY);
  if (path.startsWith("/runtime/")) return runtimeFile(runtime, path.slice("/runtime/".length));
  if (!path.startsWith("/app/")) return NOT_FOUND;
  await app.settled();
  return bundleFile(path.slice("/app/".length), app.bundle, isOfPage ? gateway?.access() : undefined);
}

async function simulator(runtime: string): Promise<Reply> {
  const page = await readFile(join(runtime, "simulator.html"), "utf8");
  const client = `<script type="module" src="${DEV_CLIENT_URL}"></script>`;
  const headers = { "Content-Type": contentTypeOf("simulator.html"), "Content-Security-Policy": SIMULATOR_POLICY };
  return { status: 200, headers, body: page.replace("</head>", `  ${client}\n  </head>`) };
}

/** All files lie in one folder, so a name never leads out of it. */
function runtimeFile(runtime: string, name: string): Reply {
  if (!/^\w[\w.-]*$/.test(name)) return NOT_FOUND;
  return fileReply(join(runtime, name));
}

function bundleFile(path: string, bundle: DevApp["bundle"], gateway: GatewayAccess | undefined): Reply {
  if (bundle === undefined) return textReply(503, "The app has errors. They are in the terminal and in the simulator.");
  const { manifest, styles, script, sourceMap, root, assets, version } = bundle;
  const typed = (body: string): Reply => ({ status: 200, headers: { "Content-Type": contentTypeOf(path) }, body });
  if (path === "bundle.json") {
    const script = `logic.js?v=${version}`;
    return typed(
      JSON.stringify({ manifest, styles, script, packageFolder: "package/", gateway } satisfies ServedBundle),
    );
  }
  if (path === "logic.js") return typed(`${script}\n//# sourceMappingURL=logic.js.map?v=${version}\n`);
  if (path === "logic.js.map") return typed(sourceMap());
  const asset = path.startsWith("package/") ? path.slice("package/".length) : "";
  return assets.has(asset) ? fileReply(join(root, asset), ASSET_POLICY) : NOT_FOUND;
}

function fileReply(file: string, policy?: string): Reply {
  const headers: Record<string, string> = { "Content-Type": contentTypeOf(file) };
  if (policy !== undefined) headers["Content-Security-Policy"] = policy;
  return { status: 200, headers, body: { file } };
}
