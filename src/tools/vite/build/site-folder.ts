import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { pipeline } from "node:stream/promises";

/** A file of a folder: its text, or the absolute path of one with the same bytes. */
export type SiteFile = string | { file: string };

/**
 * A site that is being written. Whatever it takes gets a name that says what is in it, so that a name never stands for other bytes; only the page
 * keeps its own.
 */
export class SiteFolder {
  readonly #path: string;
  #fileCount = 0;
  #sizeBytes = 0;

  /** `path` is that of an empty folder. */
  constructor(path: string) {
    this.#path = path;
  }

  /** What was written so far. */
  get size(): { fileCount: number; sizeBytes: number } {
    return { fileCount: this.#fileCount, sizeBytes: this.#sizeBytes };
  }

  /** Writes `index.html`. */
  async writePage(text: string): Promise<void> {
    await this.#write("index.html", text);
  }

  /** Writes a file and resolves to its URL in the site. */
  async addFile(name: string, text: string): Promise<string> {
    const ending = extname(name);
    const url = `${name.slice(0, name.length - ending.length)}-${shortDigest(text)}${ending}`;
    await this.#write(url, text);
    return url;
  }

  /** Writes files under their paths into a folder and resolves to its URL in the site, which ends with a slash. */
  async addFolder(name: string, files: ReadonlyMap<string, SiteFile>): Promise<string> {
    const contents: string[] = [];
    // Their order on the disk is that of the file system.
    for (const path of [...files.keys()].toSorted()) {
      const digest = await this.#write(`${name}/${path}`, files.get(path) ?? "");
      contents.push(`${path}\0${digest}\n`);
    }
    const url = `${name}-${shortDigest(contents.join(""))}`;
    if (files.size > 0) await rename(join(this.#path, name), join(this.#path, url));
    return `${url}/`;
  }

  /** Resolves to the digest of the file. */
  async #write(path: string, content: SiteFile): Promise<string> {
    const target = join(this.#path, path);
    await mkdir(dirname(target), { recursive: true });
    this.#fileCount++;
    if (typeof content !== "string") return this.#copy(content.file, target);
    await writeFile(target, content);
    this.#sizeBytes += Buffer.byteLength(content);
    return digestOf(content);
  }

  /** Not by the system's copy: that gives the copy the rights of the original, which a web server may not be allowed to read. */
  async #copy(file: string, target: string): Promise<string> {
    const hash = createHash("sha256");
    const source = createReadStream(file).on("data", (chunk) => {
      hash.update(chunk);
      this.#sizeBytes += chunk.length;
    });
    await pipeline(source, createWriteStream(target));
    return hash.digest("hex");
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** In lower case, for file systems that do not tell the cases apart. */
function shortDigest(text: string): string {
  return digestOf(text).slice(0, 16);
}
