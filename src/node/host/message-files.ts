import { statSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import type { FileKind } from "../../core/ports/index.ts";
import { kindOfExtension } from "./album.ts";

/** A file of a conversation: one of this machine. */
export interface MessageFile {
  kind: FileKind;
  /** Absolute path. */
  source: string;
  name: string;
  /** In lower case, without a dot; empty for none. */
  extension: string;
  /** When it was last changed, milliseconds since 1970. */
  modifiedMs: number;
}

/** The files of a person's conversations: what `wx.chooseMessageFile` offers, in this order. */
export class MessageFiles {
  readonly #items: MessageFile[] = [];

  /** All of them, first to last. */
  get items(): readonly MessageFile[] {
    return this.#items;
  }

  /** Adds a file of this machine at the end. Throws when there is none at this path. */
  add(path: string): void {
    const source = resolve(path);
    const stat = statSync(source, { throwIfNoEntry: false });
    if (stat?.isFile() !== true) {
      throw new Error(
        `There is no file "${source}". Give a path that is absolute or relative to the working directory.`,
      );
    }
    const extension = extname(source).slice(1).toLowerCase();
    const kind = kindOfExtension(extension) ?? "file";
    this.#items.push({ kind, source, name: basename(source), extension, modifiedMs: stat.mtimeMs });
  }

  /** Removes all of them from what is offered; files stay where they are. */
  clear(): void {
    this.#items.length = 0;
  }
}
