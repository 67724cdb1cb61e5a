import { HostError } from "../../core/ports/index.ts";
import { locate, packageFileUrl } from "../../core/protocol/index.ts";

/** Something that the page shows. */
export interface AcquiredResource {
  /** A URL that the browser can load. Rejects when there is no such file. */
  url: Promise<string>;
  /** Must be called once when it is shown no longer. */
  release(): void;
}

/** Turns the paths and URLs of an app into URLs that the browser can load. */
export interface Resources {
  /** Resolves `source`, which may be relative to the page at `pagePath`. */
  acquire(source: string, pagePath: string): AcquiredResource;
  /** Gives up what was made of a local file that is there no longer. What shows it already goes on. */
  forget(path: string): void;
  /** Gives up everything that was not released. */
  close(): void;
}

interface ObjectUrl {
  path: string;
  url: Promise<string>;
  useCount: number;
}

/** `readBlob` opens a local file; files of the package are below `packageUrl`, which ends with a slash. */
export function createResources(readBlob: (path: string) => Promise<Blob>, packageUrl: string): Resources {
  // One object URL for each path, however often it is shown; each use of a file that may be written has its own.
  const objectUrls = new Map<string | symbol, ObjectUrl>();

  const revoke = ({ url }: ObjectUrl): void => {
    url.then(
      (made) => URL.revokeObjectURL(made),
      () => {},
    );
  };

  const acquireLocal = (path: string): AcquiredResource => {
    const key = path.startsWith("wxfile://usr/") ? Symbol(path) : path;
    let entry = objectUrls.get(key);
    if (entry === undefined) {
      entry = { path, url: readBlob(path).then((blob) => URL.createObjectURL(blob)), useCount: 0 };
      objectUrls.set(key, entry);
    }
    const used = entry;
    used.useCount += 1;
    return {
      url: used.url,
      release() {
        used.useCount -= 1;
        if (used.useCount > 0 || objectUrls.get(key) !== used) return;
        objectUrls.delete(key);
        revoke(used);
      },
    };
  };

  return {
    acquire(source, pagePath) {
      const location = locate(source, pagePath);
      if (location === undefined) {
        const error = new HostError("not-found", `"${source}" leads to no file of the app and to no web address`);
        return { url: Promise.reject(error), release() {} };
      }
      if (location.kind === "local") return acquireLocal(location.path);
      const url = location.kind === "remote" ? location.url : packageFileUrl(packageUrl, location.path);
      return { url: Promise.resolve(url), release() {} };
    },
    forget(path) {
      for (const [key, entry] of objectUrls) {
        if (entry.path !== path) continue;
        objectUrls.delete(key);
        revoke(entry);
      }
    },
    close() {
      for (const entry of objectUrls.values()) revoke(entry);
      objectUrls.clear();
    },
  };
}
