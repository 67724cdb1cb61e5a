import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HttpBody, HttpEvents, HttpRequest, HttpResponse } from "../../src/core/ports/index.ts";
import { createFiles, createHttp, type LocalFiles, type LocalHttp } from "../../src/node/host/index.ts";

/** Network and files of the Node host, in a folder of their own. */
export interface NodeNetwork {
  readonly http: LocalHttp;
  readonly files: LocalFiles;
  /** Sends a POST that answers with text, but for what `change` says. */
  send(url: string, change?: Partial<HttpRequest>, events?: HttpEvents): Promise<HttpResponse>;
  /** Makes an upload of a file of zeros, and tells the file's path on this machine. */
  createUpload(sizeBytes: number): Promise<{ body: HttpBody; machinePath: string }>;
  /** Lists the temporary files. */
  listFiles(): Promise<string[]>;
  close(): Promise<void>;
}

/** Makes the ports. */
export async function createNodeNetwork(): Promise<NodeNetwork> {
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-network-"));
  const files = await createFiles({ dataDir });
  const http = createHttp(files);
  return {
    http,
    files,
    send(url, change, events = {}) {
      const request: HttpRequest = { url, method: "POST", headers: {}, responseType: "text", ...change };
      return http.send(request, events, new AbortController().signal);
    },
    async createUpload(sizeBytes) {
      const path = await files.createTemporary(new ArrayBuffer(sizeBytes), "bin");
      const file = { name: "file", path, filename: "a.bin", contentType: "application/octet-stream" };
      return {
        body: { kind: "multipart", fields: [], file },
        machinePath: join(dataDir, "tmp", path.slice("wxfile://tmp/".length)),
      };
    },
    listFiles: () => readdir(join(dataDir, "tmp")),
    async close() {
      await http.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
