import { packageFileUrl } from "../../src/core/protocol/index.ts";

/** A package in memory, for hosts that load its files. */
export interface PackageFiles {
  readonly packageUrl: string;
  readonly fetch: (url: unknown) => Promise<Response>;
  /** Answers synchronously. */
  readonly XMLHttpRequest: typeof XMLHttpRequest;
  /** Puts a file into the package and returns its path. */
  readonly add: (name: string, bytes: Uint8Array<ArrayBuffer>) => string;
}

/** Makes an empty package. */
export function createPackageFiles(): PackageFiles {
  // Taken now: a Worker that is locked down has them no longer.
  const { Blob, Response, XMLHttpRequest } = globalThis;
  const packageUrl = "https://package.invalid/";
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  class PackageRequest extends XMLHttpRequest {
    #url = "";
    override open(_method: string, url: string | URL): void {
      this.#url = String(url);
    }
    override send(): void {}
    override set responseType(_type: XMLHttpRequestResponseType) {}
    override get status(): number {
      return files.has(this.#url) ? 200 : 404;
    }
    override getResponseHeader(): null {
      return null;
    }
    override get response(): Blob {
      return new Blob([files.get(this.#url) ?? ""]);
    }
  }
  return {
    packageUrl,
    async fetch(url) {
      const bytes = files.get(String(url));
      return bytes === undefined ? new Response(null, { status: 404 }) : new Response(bytes);
    },
    XMLHttpRequest: PackageRequest,
    add(name, bytes) {
      files.set(packageFileUrl(packageUrl, name), bytes);
      return `/${name}`;
    },
  };
}
