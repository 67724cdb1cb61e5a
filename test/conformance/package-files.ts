import { packageFileUrl } from "../../src/core/protocol/index.ts";

/** A package in memory, for hosts that fetch its files. */
export interface PackageFiles {
  readonly packageUrl: string;
  readonly fetch: (url: unknown) => Promise<Response>;
  /** Puts a file into the package and returns its path. */
  readonly add: (name: string, bytes: Uint8Array<ArrayBuffer>) => string;
}

/** Makes an empty package. */
export function createPackageFiles(): PackageFiles {
  // Taken now: a Worker that is locked down has it no longer.
  const { Response } = globalThis;
  const packageUrl = "https://package.invalid/";
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    packageUrl,
    async fetch(url) {
      const bytes = files.get(String(url));
      return bytes === undefined ? new Response(null, { status: 404 }) : new Response(bytes);
    },
    add(name, bytes) {
      files.set(packageFileUrl(packageUrl, name), bytes);
      return `/${name}`;
    },
  };
}
